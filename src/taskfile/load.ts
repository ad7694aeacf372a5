import type { Stats } from 'node:fs';
import { constants, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { defaultSettings, type Settings } from '../domain/settings.ts';
import type { DayFile } from '../domain/task.ts';
import { type DayContext, type ReadDay, readDay } from './day.ts';
import { supplyOf } from './delivered.ts';
import { type Loaded, mistaken, type NotLoaded, unread } from './loaded.ts';
import { type Finding, mistakesOf } from './mistake.ts';
import { nearest } from './nearest.ts';
import { plainPath } from './project-path.ts';
import { parseSettings } from './settings.ts';
import { MAX_FILE_BYTES, readSource } from './source.ts';
import type { PathMention, ReadTask } from './task.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** At most one byte more than a file may have; never waits on a pipe or a device. */
const readBounded = async (path: string): Promise<Uint8Array | 'missing' | string> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const info = await file.stat();
      if (!info.isFile()) return info.isDirectory() ? 'it is a folder' : 'it is not a plain file';
      const buffer = Buffer.alloc(Math.min(info.size, MAX_FILE_BYTES) + 1);
      let length = 0;
      for (let read = 1; read > 0 && length < buffer.length; length += read)
        read = (await file.read(buffer, length, buffer.length - length, length)).bytesRead;
      return buffer.subarray(0, length);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    return code === 'EACCES' ? 'you may not read it' : `it cannot be opened (${code})`;
  }
};

const shownPath = (path: string, project: string): string => {
  const inside = relative(project, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
};

const dayFilesIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort();
};

const missingDay = async (path: string, project: string): Promise<NotLoaded> => {
  const shown = shownPath(path, project);
  const folders = [...new Set([dirname(path), join(project, 'tasks')])];
  const files = (
    await Promise.all(
      folders.map(async (folder) => {
        const names = await dayFilesIn(folder);
        return names.map((name) => join(folder, name));
      }),
    )
  ).flat();
  const near = nearest(
    basename(path),
    files.map((file) => basename(file)),
  );
  const meant = files.find((file) => basename(file) === near) ?? (files.length === 1 ? files[0] : undefined);
  const mend = meant === undefined ? {} : { mend: `did you mean ${shownPath(meant, project)}?` };
  return unread(shown, 'taskfile.missing', 'there is no such task file', mend);
};

const statOf = (path: string): Promise<Stats | null> => stat(path).catch(() => null);

/** Whether a path, existing or not, ends up outside the project through a link. */
const escapes = async (path: string, root: string): Promise<boolean> => {
  let probe = path;
  while (probe !== dirname(probe)) {
    const real = await realpath(probe).catch(() => null);
    if (real !== null) return real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep);
    // A link to something that is not there would be followed by the first write.
    const link = await lstat(probe).catch(() => null);
    if (link?.isSymbolicLink() === true) return true;
    probe = dirname(probe);
  }
  return true;
};

const contextFinding = async (
  mention: PathMention,
  task: ReadTask,
  read: ReadDay,
  project: string,
): Promise<Finding | null> => {
  const { path, span } = mention;
  const info = await statOf(join(project, plainPath(path)));
  if (info !== null) {
    const wrong = path.endsWith('/') && !info.isDirectory();
    return wrong ? { span, message: `\`${path}\` is a file`, hint: 'take the slash off its end' } : null;
  }
  const supply = supplyOf(path, task, read.tasks);
  if (supply.kind === 'in time') return null;
  if (supply.kind === 'nobody') return { span, message: `there is no \`${path}\` in the project` };
  return {
    span,
    message: `there is no \`${path}\` yet, and this task does not wait for the one that writes it`,
    hint: `add \`depends_on: [${supply.by}]\``,
  };
};

const diskFindings = async (read: ReadDay, project: string): Promise<Finding[]> => {
  const root = await realpath(project);
  const findings: Finding[] = [];
  for (const task of read.tasks) {
    for (const mention of task.mentions) {
      if (await escapes(join(root, mention.path), root)) {
        const message = `\`${mention.path}\` leaves the project through a link`;
        findings.push({ span: mention.span, message, hint: 'use a path that stays inside' });
      } else if (mention.kind === 'context') {
        const finding = await contextFinding(mention, task, read, root);
        if (finding !== null) findings.push(finding);
      }
    }
  }
  return findings;
};

export interface LoadedDay {
  readonly day: DayFile;
  readonly text: string;
  /** As it is shown: relative to the project where it lies inside. */
  readonly file: string;
}

interface DayPlace extends DayContext {
  readonly project: string;
}

/** Reads a task file and holds it against the project on disk. A relative path counts from the project. */
export const loadDay = async (file: string, place: DayPlace): Promise<Loaded<LoadedDay>> => {
  const path = resolve(place.project, file);
  const shown = shownPath(path, place.project);
  const bytes = await readBounded(path);
  if (bytes === 'missing') return missingDay(path, place.project);
  if (typeof bytes === 'string') return unread(shown, 'taskfile.unreadable', bytes);
  const read = readDay(bytes, place);
  if (!read.ok) return mistaken(shown, 'taskfile.invalid', readSource(bytes).text, read.mistakes);
  const { day, text } = read.value;
  const findings = await diskFindings(read.value, place.project);
  if (findings.length > 0) return mistaken(shown, 'taskfile.invalid', text, mistakesOf(text, findings));
  return { ok: true, value: { day, text, file: shown } };
};

const loadOver = async (path: string, shown: string, base: Settings): Promise<Loaded<Settings>> => {
  const bytes = await readBounded(path);
  if (bytes === 'missing') return { ok: true, value: base };
  if (typeof bytes === 'string') return unread(shown, 'settings.invalid', bytes);
  const read = parseSettings(bytes, base);
  return read.ok ? read : mistaken(shown, 'settings.invalid', readSource(bytes).text, read.mistakes);
};

/** Where the person's own settings lie. */
export const personalConfig = (env: Readonly<Record<string, string | undefined>>): string => {
  const said = env.XDG_CONFIG_HOME;
  const folder = said !== undefined && isAbsolute(said) ? said : join(env.HOME ?? homedir(), '.config');
  return join(folder, 'orch', 'config.yaml');
};

/** orch.yaml over the personal config over the defaults; files that are not there say nothing. */
export const loadSettings = async (
  project: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Loaded<Settings>> => {
  const path = personalConfig(env);
  const personal = await loadOver(path, path, defaultSettings);
  return personal.ok ? loadOver(join(project, 'orch.yaml'), 'orch.yaml', personal.value) : personal;
};
