import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the ending NUL included. */
const MAX_PATH_BYTES = 100;

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** Where a socket of this project lies: in the project where that is short enough, else below tmp. */
export const socketPath = (project: string, name: string): string => {
  const near = join(project, '.orch', 'run', `${name}.sock`);
  if (Buffer.byteLength(near) <= MAX_PATH_BYTES) return near;
  return join(tmpdir(), `orch-${process.getuid?.() ?? 0}`, shortHash(project), `${name}.sock`);
};

/** The engine's socket. */
export const engineSocket = (project: string): string => socketPath(project, 'engine');

/** The socket of one session's host; the id is hashed, since it may be long. */
export const sessionSocket = (project: string, session: string): string =>
  socketPath(project, `s-${shortHash(session)}`);

/** Where an agent's hooks and orch's MCP server call their session host. */
export const callSocket = (project: string, session: string): string =>
  socketPath(project, `c-${shortHash(session)}`);
