import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { GrowingFile } from './growing-file.ts';
import { type Change, WatchedFolders } from './watched-folders.ts';

const ABSENT_POLL_MS = 500;
/** Where changes are told, this only finds what was missed: sixteen idle hosts shall cost nothing. */
const POLL_MS = 3_000;
/** A home of many thousand folders is a mistake in a description, not a conversation. */
const MOST_FOLDERS = 2_000;

export interface Following {
  readonly dir: string;
  /** A regular expression over a file's path within `dir`, with `/` between its parts. */
  readonly pattern: string;
  readonly offsetOf: (path: string) => number;
  readonly onLine: (path: string, line: string) => void;
}

/** Follows every matching file below a folder; it and they may come at any time. */
export class FollowedFolder {
  readonly #plan: Following;
  readonly #pattern: RegExp;
  readonly #files = new Map<string, GrowingFile>();
  readonly #folders: WatchedFolders;
  readonly #changed = new Set<string>();
  #poll: NodeJS.Timeout;
  #scanDue = false;
  #soon: NodeJS.Immediate | null = null;

  constructor(plan: Following) {
    this.#plan = plan;
    this.#pattern = new RegExp(plan.pattern, 'u');
    this.#folders = new WatchedFolders((path, what) => this.#heard(path, what));
    this.#look();
    this.#poll = this.#pollSoon();
  }

  /** Each file found so far, with how far it was read. */
  get files(): Iterable<GrowingFile> {
    return this.#files.values();
  }

  /** Hands on every whole line there is by now, and no more after that. */
  finish(): void {
    clearTimeout(this.#poll);
    if (this.#soon !== null) clearImmediate(this.#soon);
    this.#scan();
    this.#folders.close();
    for (const file of this.#files.values()) file.readAll();
  }

  #pollSoon(): NodeJS.Timeout {
    const wait = this.#folders.has(this.#plan.dir) ? POLL_MS : ABSENT_POLL_MS;
    return setTimeout(() => {
      this.#look();
      this.#poll = this.#pollSoon();
    }, wait);
  }

  #look(): void {
    this.#scan();
    for (const path of this.#files.keys()) this.#touched(path);
  }

  #heard(path: string, what: Change): void {
    this.#scanDue ||= what === 'rename' && !this.#files.has(path);
    this.#touched(path);
  }

  #touched(path: string): void {
    this.#changed.add(path);
    this.#soon ??= setImmediate(() => this.#readChanged());
  }

  #readChanged(): void {
    this.#soon = null;
    if (this.#scanDue) this.#scan();
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const path of changed) if (this.#files.get(path)?.readPart() === 'more') this.#touched(path);
  }

  /** Takes up what is new. */
  #scan(): void {
    this.#scanDue = false;
    const seen = new Set<string>();
    const ahead = [this.#plan.dir];
    for (let folder = ahead.pop(); folder !== undefined; folder = ahead.pop()) {
      if (seen.size >= MOST_FOLDERS) break;
      // Watched before it is read: what comes in between is told.
      if (!this.#folders.has(folder)) this.#folders.add(folder);
      if (this.#read(folder, ahead)) seen.add(folder);
    }
    this.#folders.keepOnly(seen);
  }

  #read(folder: string, ahead: string[]): boolean {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) ahead.push(path);
        else if (!this.#files.has(path) && this.#fits(path)) {
          this.#files.set(path, this.#follow(path));
          this.#touched(path);
        }
      }
      return true;
    } catch {
      return false;
    }
  }

  #fits(path: string): boolean {
    return this.#pattern.test(relative(this.#plan.dir, path).split(sep).join('/'));
  }

  #follow(path: string): GrowingFile {
    const { offsetOf, onLine } = this.#plan;
    return new GrowingFile(path, offsetOf(path), (line) => onLine(path, line));
  }
}
