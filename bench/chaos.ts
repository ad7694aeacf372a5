// Demo days torn apart by kill -9: `node bench/chaos.ts [N] [--seed S]` (default 200 kills).
import { parseArgs } from 'node:util';
import { runChaos } from '../test/e2e/chaos/chaos.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  allowPositionals: true,
});
const kills = Number(positionals[0] ?? 200);
const seed = Number(values.seed);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(`${kills} kills, seed ${seed}`);
const began = performance.now();
const report = await runChaos(kills, seed, say);
const { engine, host, agent, viewer, all } = report.kills;
const row = (what: string, value: string | number): void =>
  say(`| ${what.padEnd(44)} | ${String(value).padStart(10)} |`);

say('');
row('kill -9', 'times');
say(`|${'-'.repeat(46)}|${'-'.repeat(12)}|`);
row('engine', engine);
row('session host', host);
row('agent', agent);
row('viewer (`orch start`)', viewer);
row('everything at once', all);
row('days', report.days);
row('sessions, of which resumed', `${report.sessions}, ${report.resumed}`);
row('events journaled', report.events);
row('events acknowledged on stdout, all journaled', report.printed);
row('answers acknowledged, all journaled', report.answers);
row('live state held against replay', report.compared);
row('minutes', ((performance.now() - began) / 60_000).toFixed(1));
row('findings', report.findings.length);
process.exitCode = report.findings.length > 0 ? 1 : 0;
