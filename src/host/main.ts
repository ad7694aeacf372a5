import { agentNamed } from '../agents/registry.ts';
import { runHost } from './run.ts';

const outcome = await runHost(process.argv[2] ?? '', agentNamed);
process.exit(outcome.ok ? 0 : 1);
