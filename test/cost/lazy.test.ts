import { type BuildResult, build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

type Built = BuildResult<{ metafile: true; write: false }>;

const programs = { orch: 'src/main.ts', engine: 'src/engine/main.ts', host: 'src/host/main.ts' };
let built: Readonly<Record<keyof typeof programs, Built['metafile']['outputs']>>;

const bundled = async (entry: string): Promise<Built['metafile']['outputs']> => {
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: 'out',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  return metafile.outputs;
};

beforeAll(async () => {
  const [orch, engine, host] = await Promise.all(Object.values(programs).map(bundled));
  built = { orch: orch ?? {}, engine: engine ?? {}, host: host ?? {} };
});

const table = 'src/cost/catalogue.json';

/** The files a program reads before it does anything. */
const atStart = (program: keyof typeof programs): readonly string[] => {
  const outputs = built[program];
  const files = new Set<string>();
  const todo = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === programs[program]);
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (files.has(name)) continue;
    files.add(name);
    todo.push(
      ...(outputs[name]?.imports ?? [])
        .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
        .map(({ path }) => path),
    );
  }
  return [...files].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
};

describe('the price table', () => {
  it('comes with the command line and the engine', () => {
    for (const program of ['orch', 'engine'] as const)
      expect(Object.values(built[program]).flatMap(({ inputs }) => Object.keys(inputs))).toContain(table);
  });

  it('is not read when the command line starts: only by the verbs that show it', () => {
    expect(atStart('orch')).toContain('src/main.ts');
    expect(atStart('orch')).not.toContain(table);
  });

  it('is no part of a session host at all', () => {
    const files = Object.values(built.host).flatMap(({ inputs }) => Object.keys(inputs));
    expect(files).toContain('src/host/main.ts');
    expect(files).not.toContain(table);
  });
});
