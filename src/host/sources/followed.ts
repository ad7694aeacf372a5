import type { SourceSpec } from '../../agents/agent.ts';
import type { Offsets } from '../memory.ts';
import { FollowedFile } from './follow.ts';
import { FollowedFolder } from './follow-all.ts';

export type OnLine = (id: string, path: string, text: string) => void;

type Spec<K extends SourceSpec['kind']> = Extract<SourceSpec, { kind: K }>;

/** A folder's files share an id: the path tells them apart. */
const within = (id: string, path: string): string => `${id} ${path}`;

/** All files an agent's records are read from, and how far each was read. */
export class Followed {
  readonly #onLine: OnLine;
  readonly #before: Offsets;
  readonly #files = new Map<string, { readonly path: string; readonly file: FollowedFile }>();
  readonly #folders = new Map<string, FollowedFolder>();

  constructor(before: Offsets, onLine: OnLine) {
    this.#before = before;
    this.#onLine = onLine;
  }

  follow({ id, path }: Spec<'follow'>): void {
    const file = new FollowedFile(path, this.#offset(id, path), (text) => this.#onLine(id, path, text));
    this.#files.set(id, { path, file });
  }

  followAll({ id, dir, pattern }: Spec<'follow_all'>): void {
    const folder = new FollowedFolder({
      dir,
      pattern,
      offsetOf: (path) => this.#offset(within(id, path), path),
      onLine: (path, text) => this.#onLine(id, path, text),
    });
    this.#folders.set(id, folder);
  }

  /** Where to read on; of a file that is not there now, what was known of it. */
  get offsets(): Offsets {
    const now: Record<string, Offsets[string]> = {};
    for (const [id, { path, file }] of this.#files) now[id] = { path, offset: file.offset };
    for (const [id, folder] of this.#folders)
      for (const { path, offset } of folder.files) now[within(id, path)] = { path, offset };
    return { ...this.#before, ...now };
  }

  finish(): void {
    for (const { file } of this.#files.values()) file.finish();
    for (const folder of this.#folders.values()) folder.finish();
  }

  #offset(key: string, path: string): number {
    const before = this.#before[key];
    return before?.path === path ? before.offset : 0;
  }
}
