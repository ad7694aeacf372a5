import type { RuleWish } from './ask.ts';

/** A wish, in the imperative; accepted or refused with a reason. */
export type Command =
  | {
      readonly do: 'day.start';
      readonly file: string;
      readonly max_agents?: number;
      readonly max_cost_usd?: number;
      /** Approve risk below the block line; never a dangerous pattern. */
      readonly yes?: boolean;
      /** Run a finished day anew; one that is not over just goes on. */
      readonly again?: boolean;
      /** End the day when only a person could go on for this long. */
      readonly wait_ms?: number;
    }
  | { readonly do: 'day.stop'; readonly now: boolean }
  | { readonly do: 'task.pause'; readonly task: string }
  | { readonly do: 'task.resume'; readonly task: string }
  | { readonly do: 'task.kill'; readonly task: string }
  | { readonly do: 'task.retry'; readonly task: string }
  | { readonly do: 'cap.raise'; readonly task: string | null; readonly by_usd: number }
  | { readonly do: 'ask.answer'; readonly ask: string; readonly text?: string; readonly option?: number }
  /** With a rule: from now on all asks alike are answered so, those that wait already too. */
  | { readonly do: 'ask.approve'; readonly ask: string; readonly rule?: RuleWish }
  | {
      readonly do: 'ask.deny';
      readonly ask: string;
      readonly reason: string | null;
      readonly kill?: boolean;
      readonly rule?: RuleWish;
    }
  | { readonly do: 'rule.remove'; readonly rule: string }
  | { readonly do: 'task.apply'; readonly task: string };
