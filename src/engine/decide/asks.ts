import type { AskBody, AskKind, Rule } from '../../domain/ask.ts';
import type { AskEntry, DayState } from '../../state/model.ts';
import { ruleFor } from '../../state/rules.ts';
import { wordOf } from './rules.ts';
import type { Step } from './step.ts';

const letters: Readonly<Record<AskKind, string>> = {
  question: 'q',
  permission: 'p',
  approval: 'a',
  violation: 'v',
  cap: 'c',
  stuck: 's',
};

export interface Asking {
  readonly task?: string;
  readonly session?: string;
  readonly key: string | null;
  readonly body: AskBody;
  readonly at?: number;
}

/** Puts an ask into the inbox; a saved rule answers it on the spot. Returns its id. */
export const openAsk = (step: Step, asking: Asking): { readonly id: string; readonly rule: Rule | null } => {
  const state = step.state();
  const id = `${letters[asking.body.kind]}${state.ask_count + 1}`;
  const where = {
    ...(asking.task === undefined ? {} : { task: asking.task }),
    ...(asking.session === undefined ? {} : { session: asking.session }),
  };
  step.emit({ type: 'ask.opened', ask: id, key: asking.key, body: asking.body, ...where }, asking.at);
  const rule = ruleFor(state, asking.task, asking.body, step.now) ?? null;
  if (rule !== null)
    step.emit({
      type: 'ask.answered',
      ask: id,
      answer: wordOf(rule),
      by: `rule ${rule.id}`,
      ...where,
    });
  return { id, rule };
};

/** Asked after every fact: with a hundred approvals open it must not look at each. */
const candidates = (
  state: DayState,
  { task, session }: { readonly task?: string; readonly session?: string },
): Iterable<string> => {
  const of = session === undefined ? task : state.sessions.get(session)?.task;
  return of === undefined ? state.open : (state.tasks.get(of)?.open ?? []);
};

export const openAsksOf = (
  state: DayState,
  which: {
    readonly task?: string;
    readonly session?: string;
    readonly key?: string;
    readonly kind?: AskKind;
  },
): readonly AskEntry[] =>
  [...candidates(state, which)]
    .flatMap((id) => state.asks.get(id) ?? [])
    .filter(
      (ask) =>
        (which.task === undefined || ask.task === which.task) &&
        (which.session === undefined || ask.session === which.session) &&
        (which.key === undefined || ask.key === which.key) &&
        (which.kind === undefined || ask.body.kind === which.kind),
    );

export const closeAsk = (step: Step, ask: AskEntry, how: string): void =>
  step.emit({
    type: 'ask.closed',
    ask: ask.id,
    how,
    ...(ask.task === null ? {} : { task: ask.task }),
    ...(ask.session === null ? {} : { session: ask.session }),
  });

export const plainAsk = (kind: AskKind, text: string, more: Partial<AskBody> = {}): AskBody => ({
  kind,
  text,
  options: [],
  recommended: null,
  context: null,
  impact: null,
  subject: null,
  layer: null,
  ...more,
});
