import type { RuleWish } from '../../src/domain/ask.ts';
import type { AskEntry } from '../../src/state/model.ts';

const HOUR_MS = 3_600_000;

/** An approval is of one task as it stands: its rule can reach nobody else. */
export const scopesFor = (ask: AskEntry): readonly RuleWish['scope'][] =>
  ask.task === null || ask.body.kind === 'approval' ? ['all'] : ['all', 'task'];

/** A rule for one task ends with its day at the latest. */
export const endsFor = (scope: RuleWish['scope']): readonly RuleWish['lasts'][] =>
  scope === 'task' ? ['day', HOUR_MS] : ['ever', 'day', HOUR_MS];
