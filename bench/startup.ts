// How long orch takes to start, against bare Node: `node bench/startup.ts [ROUNDS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, table, times } from './figures.ts';
import { buildAside } from './programs.ts';

const ROUNDS = Number(process.argv[2] ?? 15);
const DAY = `tasks:
  - id: one
    name: One
    description: Ends at once
    agent: demo
    demo: [{ do: say, text: Done }]
`;

const programs = buildAside();
const home = mkdtempSync(join(tmpdir(), 'orch-bench-'));
const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ORCH_LINGER_MS: '60000' };

const project = (name: string): string => {
  const folder = join(home, name);
  mkdirSync(join(folder, 'tasks'), { recursive: true });
  writeFileSync(join(folder, 'orch.yaml'), 'isolation: shared\n');
  writeFileSync(join(folder, 'tasks', 'today.yaml'), DAY);
  return folder;
};

/** Milliseconds until the first output, and until the end. */
interface Run {
  readonly first: number;
  readonly end: number;
}

const run = (argv: readonly string[], cwd: string): Promise<Run> =>
  new Promise((resolve) => {
    const began = performance.now();
    const since = (): number => performance.now() - began;
    const child: ChildProcess = spawn(process.execPath, argv, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let first = Number.NaN;
    child.stdout?.on('data', () => {
      if (Number.isNaN(first)) first = since();
    });
    child.on('close', (code) => {
      if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}`);
      resolve({ first, end: since() });
    });
  });

const stopEngine = (folder: string): void => {
  try {
    process.kill(Number(readFileSync(join(folder, '.orch', 'lock.pid'), 'utf8')), 'SIGKILL');
  } catch {
    // None runs.
  }
};

const start = ['start', '--headless', '--json'];
const [idle, busy] = [project('idle'), project('busy')];
await run([programs.orch, ...start], idle);
stopEngine(idle);
await run([programs.orch, ...start], busy);

const orch =
  (verb: readonly string[], cwd: string, until: keyof Run = 'end') =>
  async (): Promise<number> =>
    (await run([programs.orch, ...verb], cwd))[until];

let days = 0;
const firstEvent = async (): Promise<number> => {
  days += 1;
  const folder = project(`day-${days}`);
  const { first } = await run([programs.orch, ...start], folder);
  stopEngine(folder);
  return first;
};

const node =
  (...argv: readonly string[]) =>
  async (): Promise<number> =>
    (await run(argv, home)).end;

const hello = join(home, 'hello.mjs');
writeFileSync(hello, "process.stdout.write('hello\\n');\n");

const cases: readonly (readonly [string, () => Promise<number>])[] = [
  ['node -e 0', node('-e', '0')],
  ['node, a module that prints one line', node(hello)],
  ['orch --help', orch(['--help'], idle)],
  ['orch status, an engine runs', orch(['status'], busy)],
  ['orch status, none runs', orch(['status'], idle)],
  ['orch start --headless, to its first event', firstEvent],
];

const taken = new Map<string, number[]>(cases.map(([name]) => [name, []]));
// One round uncounted: it fills the caches of the disk and of compiled code.
for (let round = 0; round <= ROUNDS; round += 1)
  for (const [name, measure] of cases) {
    const ms = await measure();
    if (round > 0) taken.get(name)?.push(ms);
  }

stopEngine(busy);
rmSync(home, { recursive: true, force: true });
programs.remove();

const bare = taken.get('node -e 0') ?? [];
const rows = [...taken].map(([name, ms]) => [
  name,
  times(median(ms.map((each, round) => each / (bare[round] ?? Number.NaN)))),
  times(Math.min(...ms) / Math.min(...bare)),
  median(ms).toFixed(1),
  Math.min(...ms).toFixed(1),
]);
process.stdout.write(table(['start', 'ratio, by round', 'ratio of least', 'median ms', 'least ms'], rows));
