import { agentNamed } from '../agents/registry.ts';
import { runHost } from './run.ts';

const outcome = await runHost(process.argv[2] ?? '', ({ agent, own }) =>
  agentNamed(agent, own === undefined ? {} : { [agent]: own }),
);
process.exit(outcome.ok ? 0 : 1);
