import type { AgentState, Fact } from '../../domain/fact.ts';
import type { PluginSettings, ScreenRule } from '../../domain/settings.ts';
import type { Memory, Observed, SourceRecord } from '../agent.ts';
import { oscFacts, STATUS_OSC } from '../osc-status.ts';
import { isObject, textOf } from '../record.ts';
import { dialogBody, dialogKey } from './dialog.ts';

type Source = 'osc' | ScreenRule['in'];

/** What is carried from record to record; plain JSON. */
interface Remembered {
  /** What each rule matches now. */
  readonly shown: Readonly<Record<string, string>>;
  /** What each source said last. */
  readonly states: Readonly<Partial<Record<Source, AgentState>>>;
  /** It was at work since its last turn ended. */
  readonly busy: boolean;
  /** The dialog that waits for an answer. */
  readonly asked: string | null;
}

const recalled = (memory: Memory): Remembered => ({
  shown: isObject(memory.shown) ? (memory.shown as Remembered['shown']) : {},
  states: isObject(memory.states) ? (memory.states as Remembered['states']) : {},
  busy: memory.busy === true,
  asked: textOf(memory.asked),
});

interface Seen {
  readonly facts: readonly Fact[];
  readonly memory: Remembered;
}

const busyAfter = (state: AgentState, before: boolean): boolean =>
  state === 'working' || state === 'blocked' || (before && state !== 'idle' && state !== 'done');

/** At rest after work its turn has ended; `done` says so by itself. */
const turnEnded = (state: AgentState, source: Source, before: Remembered): readonly Fact[] => {
  const ended = state === 'done' ? before.states[source] !== 'done' : state === 'idle' && before.busy;
  return ended ? [{ type: 'session.turn_ended', source, text: null }] : [];
};

/** One source says what it does. Once it reports its status itself, the screen is no more than a second opinion. */
const said = (state: AgentState, source: Source, before: Remembered): Seen => {
  const states = { ...before.states, [source]: state };
  if (source !== 'osc' && before.states.osc !== undefined)
    return { facts: [], memory: { ...before, states } };
  return {
    facts: turnEnded(state, source, before),
    memory: { ...before, states, busy: busyAfter(state, before.busy) },
  };
};

const reported = (data: string, before: Remembered): Seen => {
  const facts = oscFacts(data);
  const [fact] = facts;
  if (fact?.type !== 'session.state') return { facts, memory: before };
  const next = said(fact.state, 'osc', before);
  return { ...next, facts: [...facts, ...next.facts] };
};

/** What keeps it from going on as it is. */
const halts = ({ state, in: source }: ScreenRule, text: string): readonly Fact[] => {
  if (state === 'limited') return [{ type: 'session.limited', source, until: null, text }];
  if (state !== 'error') return [];
  return [{ type: 'session.trouble', source, trouble: 'other', text: text.trim(), ended: true }];
};

const GONE = 'its dialog left the screen';

/** The dialog that was there is gone; the one that is there now asks. */
const asksOf = (at: number, rule: ScreenRule | undefined, text: string, before: Remembered): Seen => {
  const asks =
    rule?.ask == null ? null : { key: dialogKey(at, text), source: rule.in, ask: dialogBody(rule, text) };
  const key = asks?.key ?? null;
  const facts: Fact[] = [];
  if (key === before.asked) return { facts, memory: before };
  if (before.asked !== null) facts.push({ type: 'session.ask_gone', key: before.asked, how: GONE });
  if (asks !== null) facts.push({ type: 'session.asked', ...asks });
  return { facts, memory: { ...before, asked: key } };
};

/** What it waited with has left the screen or the title, and nothing there stands in its place: it goes on. */
const unblocked = (
  screen: readonly ScreenRule[],
  speaks: ScreenRule | undefined,
  { facts, memory }: Seen,
): Seen => {
  const waits = (source: Source): boolean =>
    screen.some(
      (rule, at) => rule.in === source && rule.state === 'blocked' && (memory.shown[at] ?? '') !== '',
    );
  const sources = [...new Set(screen.map((rule) => rule.in))].filter(
    (source) => memory.states[source] === 'blocked' && source !== speaks?.in && !waits(source),
  );
  return sources.reduce(
    (seen: Seen, source) => {
      const next = said('working', source, seen.memory);
      const told: Fact = { type: 'session.state', state: 'working', source, message: null };
      return { facts: [...seen.facts, told, ...next.facts], memory: next.memory };
    },
    { facts, memory },
  );
};

/** The first rule that matches says what the agent is doing; while none does, its last word stands but for `blocked`. */
const looked = (screen: readonly ScreenRule[], shown: Remembered['shown'], before: Remembered): Seen => {
  const at = screen.findIndex((_, index) => (shown[index] ?? '') !== '');
  const rule = screen[at];
  const text = shown[at] ?? '';
  const asks = unblocked(screen, rule, asksOf(at, rule, text, { ...before, shown }));
  if (rule === undefined || before.states[rule.in] === rule.state) return asks;
  const { state, in: source } = rule;
  const told: Fact = { type: 'session.state', state, source, message: firstLine(text) };
  const next = said(state, source, asks.memory);
  return { facts: [told, ...asks.facts, ...halts(rule, text), ...next.facts], memory: next.memory };
};

const LONGEST = 200;

const firstLine = (text: string): string => (text.trim().split('\n')[0] ?? '').slice(0, LONGEST);

const matched = ({ match }: ScreenRule, title: string): string =>
  new RegExp(match, 'mu').exec(title)?.[0] ?? '';

const titled = (screen: readonly ScreenRule[], title: string, before: Remembered): Seen => {
  const now = screen.flatMap((rule, at) => (rule.in === 'title' ? [[String(at), matched(rule, title)]] : []));
  return looked(screen, { ...before.shown, ...Object.fromEntries(now) }, before);
};

const heard = (record: SourceRecord, screen: readonly ScreenRule[], before: Remembered): Seen => {
  switch (record.kind) {
    case 'osc':
      return record.code === STATUS_OSC ? reported(record.data, before) : { facts: [], memory: before };
    case 'title':
      return titled(screen, record.text, before);
    case 'screen':
      return looked(screen, { ...before.shown, [record.rule]: record.text }, before);
    default:
      return { facts: [], memory: before };
  }
};

/** What a program of the person's own shows and reports, as facts. */
export const observeWith =
  ({ screen }: PluginSettings) =>
  (record: SourceRecord, memory: Memory): Observed => {
    const { facts, memory: after } = heard(record, screen, recalled(memory));
    return { facts, memory: { ...after } };
  };
