// Makes the pictures of docs/console.md and the README: the demo day in the real console, at its moments.
//
//   node scripts/pictures.mjs [FOLDER]      (default docs/pictures; needs a build: npm run build)
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(root, 'docs', 'pictures'));
const home = mkdtempSync(join(tmpdir(), 'orch-pictures-'));
const shop = join(home, 'shop');

const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: shop });

/** The rows of the list its tasks stand in. */
const CATALOGUE = 'click=5,2';
const PRICES = 'click=5,3';

const steps = [
  'wait=How should prices be kept?',
  'wait=git commit',
  PRICES,
  'wait=[A–B]',
  'idle=40',
  `save=${join(folder, 'console.svg')}`,
  'key=v',
  'wait=GRID',
  // The box is drawn anew for its narrow pane.
  'wait=inbox        │',
  'idle=40',
  `save=${join(folder, 'grid.svg')}`,
  'wait=1 done',
  CATALOGUE,
  'key=D',
  'wait=catalogue.json',
  'idle=40',
  `save=${join(folder, 'diff.svg')}`,
];

try {
  mkdirSync(join(shop, 'tasks'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'tasks', 'demo.yaml'), join(shop, 'tasks', 'demo.yaml'));
  writeFileSync(join(shop, 'README.md'), '# The mug shop\n');
  writeFileSync(join(shop, '.gitignore'), '.orch/\nagent_workspaces/\n');
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'The shop');
  const orch = [process.execPath, join(root, 'bin', 'orch.cjs')];
  const shot = [join(root, 'scripts', 'shot.ts'), '--size', '120x40', '--timeout', '60000', '--cwd', shop];
  const env = [`HOME=${home}`, 'NO_COLOR=', 'LANG=C.UTF-8', 'TERM=xterm-256color'].flatMap((each) => [
    '--env',
    each,
  ]);
  const args = [...shot, ...env, ...steps, '--', ...orch, 'start', 'tasks/demo.yaml'];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
  spawnSync(orch[0], [orch[1], 'stop', '--now'], { cwd: shop, stdio: 'ignore' });
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
