import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { lazyBuiltins } from './lazy-builtins.mjs';

const outdir = process.argv[2] ?? 'dist';

/** One bundle per process: each loads what it needs and nothing else. */
const entries = {
  orch: 'src/main.ts',
  engine: 'src/engine/main.ts',
  host: 'src/host/main.ts',
  call: 'src/host/call/main.ts',
  mcp: 'src/mcp/main.ts',
  'demo-agent': 'src/agents/demo/program/main.ts',
  'opencode-plugin': 'src/agents/opencode/program/main.ts',
  'steps-agent': 'src/agents/steps/program/main.ts',
};

/** Bundled by itself, a program is not cut into pieces along what others need: each file it loads costs. */
const bundle = ([name, file]) =>
  build({
    entryPoints: { [name]: file },
    chunkNames: `${name}-[name]-[hash]`,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // node-pty is native: it must be found next to its compiled addon. Ink asks for the devtools only with DEV=true.
    external: ['node-pty', 'react-devtools-core'],
    define: { 'process.env.NODE_ENV': '"production"' },
    // CommonJS dependencies ask for `require`; an ES module has none.
    banner: {
      js: "import { createRequire as orchRequire } from 'node:module'; const require = orchRequire(import.meta.url);",
    },
    plugins: [lazyBuiltins],
    // Names stay as they are: a stack trace in a bug report must be readable.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  });

rmSync(outdir, { recursive: true, force: true });
await Promise.all(
  Object.entries(entries)
    .filter(([, file]) => existsSync(file))
    .map(bundle),
);
