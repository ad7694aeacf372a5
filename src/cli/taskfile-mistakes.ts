import type { Failure } from '../domain/errors.ts';
import type { Io } from './io.ts';

/** Where a file is at fault, all its mistakes are shown with their lines; false where it is something else. */
export const showMistakes = async (
  failure: Failure,
  project: string,
  file: string,
  io: Io,
): Promise<number | null> => {
  if (failure.code !== 'taskfile.invalid' && failure.code !== 'settings.invalid') return null;
  // Only here: a start that goes well needs no parser.
  const [{ loadDay, loadSettings }, { complainOf }, { localDate }] = await Promise.all([
    import('../taskfile/load.ts'),
    import('./check.ts'),
    import('../domain/date.ts'),
  ]);
  const settings = await loadSettings(project, io.env);
  if (!settings.ok) return complainOf(settings, false, io);
  const loaded = await loadDay(file, { project, settings: settings.value, today: localDate(io.now()) });
  return loaded.ok ? null : complainOf(loaded, false, io);
};
