import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { totalTokens } from '../../src/domain/money.ts';
import { FakeModel } from './fake-model.ts';
import type { Scripts } from './script.ts';

/** `node test/fake-model/main.ts --script file.json [--port N]`: the fake model, for experiments by hand. */
const { values } = parseArgs({ options: { script: { type: 'string' }, port: { type: 'string' } } });
const scripts: Scripts = values.script === undefined ? {} : JSON.parse(readFileSync(values.script, 'utf8'));
const model = await FakeModel.start({ scripts, port: Number(values.port ?? 0) });

process.stdout.write(`${JSON.stringify(model.urls)}\n`);
model.onAnswer((entry) => {
  const { asked, script, turn, outcome, status, tokens, calls, began, ended } = entry;
  const { dialect, background, tools } = asked;
  const line = { dialect, model: entry.model, script, turn, background, outcome, status, calls };
  const offered = tools.map((tool) => tool.name);
  process.stdout.write(
    `${JSON.stringify({ ...line, tokens: totalTokens(tokens), ms: ended - began, offered })}\n`,
  );
});
process.once('SIGINT', () => void model.close());
process.once('SIGTERM', () => void model.close());
