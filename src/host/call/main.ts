import { placeCall } from '../../wire/call.ts';

/** The agent waits for its hook: whatever is wrong here must not keep it. */
const PATIENCE_MS = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Standard input as JSON, else as text; null where it is too long or does not end. */
const input = async (): Promise<unknown> => {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) {
    text += part;
    if (text.length > MOST_BYTES) return null;
  }
  return text;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const [socket = '', from = '', given] = process.argv.slice(2);

// A hook fails open: without a word, and at once.
process.on('uncaughtException', () => process.exit(0));
const impatience = setTimeout(() => process.exit(0), PATIENCE_MS);
const data = given ?? (process.stdin.isTTY ? '' : await input());
clearTimeout(impatience);
if (typeof data === 'string') {
  const reply = await placeCall(socket, { from, data: parsed(data) }, { heardWithinMs: PATIENCE_MS });
  if (reply.ok) await new Promise((written) => process.stdout.write(reply.value, written));
}
process.exit(0);
