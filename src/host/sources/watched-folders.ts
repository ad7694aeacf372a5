import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/** `rename`: something came or went; `change`: it was written to. */
export type Change = 'rename' | 'change';

/**
 * Tells of changes in folders, each watched by itself: Node's recursive watch takes
 * a watch for every file on Linux. Only makes it quicker; whoever uses it polls too.
 */
export class WatchedFolders {
  readonly #onChange: (path: string, what: Change) => void;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(onChange: (path: string, what: Change) => void) {
    this.#onChange = onChange;
  }

  has(folder: string): boolean {
    return this.#watchers.has(folder);
  }

  add(folder: string): void {
    try {
      const watcher = watch(folder, (what, name) => {
        this.#onChange(name === null ? folder : join(folder, name), what);
      });
      watcher.on('error', () => this.#drop(folder));
      this.#watchers.set(folder, watcher);
    } catch {
      // Gone again, or the system has no watches left.
    }
  }

  /** Those that are no more; one that comes again under the same name is another. */
  keepOnly(folders: ReadonlySet<string>): void {
    for (const folder of [...this.#watchers.keys()]) if (!folders.has(folder)) this.#drop(folder);
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.#drop(folder);
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
