import { join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { personalConfig } from '../../taskfile/load.ts';
import type { Input } from '../decide/input.ts';
import { readDay } from './loader.ts';

/** Editors write in several steps: the file is read when it has been still for this long. */
const STILL_MS = 150;

interface WatchParts {
  readonly project: string;
  readonly post: (input: Input) => void;
  readonly now: () => number;
}

/** The task file, orch.yaml and the person's own settings are live: what is valid is taken up, a mistake becomes a notice. */
export class FileWatch {
  readonly #parts: WatchParts;
  #watcher: FSWatcher | null = null;
  #file: string | null = null;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Watches the day's file; the same one again changes nothing. */
  follow(file: string | null): void {
    if (file === this.#file) return;
    this.#file = file;
    void this.#watcher?.close();
    this.#watcher = null;
    if (file === null) return;
    const { project } = this.#parts;
    const watched = [join(project, file), join(project, 'orch.yaml'), personalConfig(process.env)];
    this.#watcher = watch(watched, {
      ignoreInitial: true,
      awaitWriteFinish: { stabilityThreshold: STILL_MS, pollInterval: 50 },
    });
    this.#watcher.on('all', () => void this.#read(file));
  }

  /** Reads it all now, as if it had just changed. */
  takeUp(file: string): Promise<void> {
    this.follow(file);
    return this.#read(file);
  }

  async close(): Promise<void> {
    await this.#watcher?.close();
  }

  async #read(file: string): Promise<void> {
    const { project, post, now } = this.#parts;
    const read = await readDay(project, file, now());
    if (file !== this.#file) return;
    if (!read.ok) {
      const { where, what, mend } = read.error;
      const mistakes = [`${where === undefined ? '' : `${where}: `}${what} (${mend})`];
      post({ kind: 'outcome', draft: { type: 'day.file_refused', file, mistakes } });
      return;
    }
    post({ kind: 'settings', settings: read.value.settings });
    post({ kind: 'file', file, day: read.value.day });
  }
}
