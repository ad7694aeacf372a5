import type { LaunchContext } from '../../../src/agents/agent.ts';
import { aLaunch } from '../a-launch.ts';

export const context = (more: Partial<LaunchContext> = {}): LaunchContext =>
  aLaunch('gemini', {
    conversation: 'd04561af-8f8d-4616-b16b-750dd85fa951',
    model: 'gemini-2.5-pro',
    instructions: '# t1',
    prompt: '--do it',
    callCommand: (from) => `call ${from}`,
    ...more,
  });
