import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/** One bundle per process: each loads what it needs and nothing else. */
const entries = {
  orch: 'src/main.ts',
  engine: 'src/engine/main.ts',
  host: 'src/host/main.ts',
  'demo-agent': 'src/agents/demo/program/main.ts',
  'steps-agent': 'src/agents/steps/program/main.ts',
};

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // Native: it must be found next to its compiled addon.
  external: ['node-pty'],
  // CommonJS dependencies ask for `require`; an ES module has none.
  banner: {
    js: "import { createRequire as orchRequire } from 'node:module'; const require = orchRequire(import.meta.url);",
  },
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
});
