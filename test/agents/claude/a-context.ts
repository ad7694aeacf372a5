import type { LaunchContext } from '../../../src/agents/agent.ts';
import { plainTask } from '../../../src/taskfile/task.ts';
import { aLaunch } from '../a-launch.ts';

/** What a launch may depend on, of a person without settings of their own. */
export const aContext = (more: Partial<LaunchContext> = {}): LaunchContext =>
  aLaunch('claude', {
    personEnv: {},
    task: { ...plainTask, id: 't1', name: 'Search', agents: ['claude'] },
    ...more,
  });
