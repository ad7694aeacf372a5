import type { EventBodies, Limits } from '../../domain/event.ts';
import type { Settings } from '../../domain/settings.ts';
import { afterCapChange } from './money.ts';
import type { Step } from './step.ts';

type DaySettings = EventBodies['day.settings'];

interface Sources {
  readonly flags: Limits;
  readonly head: Limits;
  readonly settings: Settings;
}

/** Flags over the task file over orch.yaml. */
export const limitsOf = ({ flags, head, settings }: Sources) => ({
  max_agents: flags.max_agents ?? head.max_agents ?? settings.max_agents,
  max_cost_usd: flags.max_cost_usd ?? head.max_cost_usd ?? settings.max_cost_usd,
});

const settingsNow = (step: Step): DaySettings => {
  const { settings, max_agents, max_cost_usd, flags, head, yes, wait_ms } = step.state();
  return { settings, max_agents, max_cost_usd, flags, head, yes, wait_ms };
};

/** One source says something else: what holds now is worked out anew, in this one place. */
export const changeSettings = (
  step: Step,
  change: Partial<Pick<DaySettings, 'settings' | 'flags' | 'head' | 'yes' | 'wait_ms'>>,
): void => {
  const now = settingsNow(step);
  const next = { ...now, ...change };
  if (JSON.stringify(next) === JSON.stringify(now)) return;
  const [before, after] = [limitsOf(now), limitsOf(next)];
  // A cap raised by hand stands until a source says another.
  const max_cost_usd = before.max_cost_usd === after.max_cost_usd ? now.max_cost_usd : after.max_cost_usd;
  step.emit({ ...next, type: 'day.settings', max_agents: after.max_agents, max_cost_usd });
  if (max_cost_usd !== now.max_cost_usd) afterCapChange(step, null);
};
