import { keepCompiled } from '../keep-compiled.ts';

keepCompiled(process.env);
// Imported only now, so that what was compiled last time is found.
const { runEngine } = await import('./program.ts');
process.exit(await runEngine(process.argv[2] ?? process.cwd(), import.meta.dirname));
