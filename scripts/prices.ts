// Writes src/cost/catalogue.json from the model lists of an npm library (run: npm run prices [VERSION]).
// The library is read, not installed: it is a client of every provider, and orch needs its lists alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SellerFile, sellerRows, sellers } from './price-table.ts';

const library = '@earendil-works/pi-ai';
const target = 'src/cost/catalogue.json';

const folder = mkdtempSync(join(tmpdir(), 'orch-prices-'));
const run = (command: string, args: readonly string[], cwd = folder): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8' });
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(folder, 'package', 'dist', 'providers', 'data', name), 'utf8'));

try {
  const wanted = `${library}@${process.argv[2] ?? 'latest'}`;
  const packed: readonly { filename: string; version: string }[] = JSON.parse(
    run('npm', ['pack', '--json', '--silent', wanted]),
  );
  const [file] = packed;
  if (file === undefined) throw new Error(`npm packed nothing for ${wanted}`);
  run('tar', ['-xzf', file.filename]);
  const { generatedAt } = read('.manifest.json') as { generatedAt: string };
  const rows = sellers.map((seller) => [seller, sellerRows(read(`${seller}.json`) as SellerFile)] as const);
  const table = {
    of: new Date(generatedAt).toISOString().slice(0, 10),
    from: `${library} ${file.version} (MIT)`,
    sellers: Object.fromEntries(rows),
  };
  writeFileSync(target, JSON.stringify(table, null, 1).replace(/\{\s+("input"|"above")/g, '{ $1'));
  run('npx', ['biome', 'format', '--write', target], process.cwd());
  const models = rows.reduce((sum, [, models]) => sum + Object.keys(models).length, 0);
  process.stdout.write(`${models} models, prices of ${table.of}, from ${table.from}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
