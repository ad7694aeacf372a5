import { drawDialog } from './draw-dialog.ts';
import { fitted, type Line, type Look, type Span, span, spread, widthOf, wrapped } from './lines.ts';
import { type Dialog, type Entry, type PlanItem, type Scene, type Size, shareAt } from './scene.ts';

const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const SPIN_MS = 120;

const signs: Readonly<Record<Entry['sign'], readonly [string, Look, Look]>> = {
  act: ['●', 'accent', 'plain'],
  say: ['◆', 'accent', 'plain'],
  done: ['✔', 'good', 'good'],
  note: ['  └', 'quiet', 'quiet'],
  rail: ['  │', 'quiet', 'quiet'],
  good: ['  └', 'good', 'good'],
  bad: ['  └', 'bad', 'bad'],
  warn: ['▲', 'warn', 'warn'],
};

/** A log entry as lines: the sign stands before the first, the rest are indented to it. */
export const drawEntry = (entry: Entry, width: number): readonly Line[] => {
  const [sign, signLook, textLook] = signs[entry.sign];
  const lead = ` ${sign} `;
  const rows = wrapped(entry.text, width - widthOf(lead));
  const again = entry.sign === 'rail' ? lead : ' '.repeat(widthOf(lead));
  return rows.map((row, index) => [
    span(index === 0 ? lead : again, signLook),
    span(row, entry.look ?? textLook),
  ]);
};

/** What stands at the top: whose work this is. */
export const drawBanner = (scene: Scene, width: number): readonly Line[] => {
  const about = ['demo', scene.model, ...(scene.attempt > 1 ? [`attempt ${scene.attempt}`] : [])].join(' · ');
  return [
    fitted([span(' ▄▀▀▄  ', 'accent'), span(scene.name, 'strong')], width),
    fitted([span(' ▀▄▄▀  ', 'accent'), span(about, 'quiet')], width),
    [],
  ];
};

const marks: Readonly<Record<PlanItem['state'], readonly [string, Look, Look]>> = {
  done: ['✔', 'good', 'quiet'],
  now: ['▸', 'accent', 'strong'],
  later: ['○', 'quiet', 'quiet'],
};

const drawPlanItem = (item: PlanItem): Line => {
  const [mark, markLook, textLook] = marks[item.state];
  return [span(` ${mark} `, markLook), span(item.text, textLook)];
};

/** As much of the plan as there is room for, around what is done now. */
const drawPlan = (plan: readonly PlanItem[], room: number): readonly Line[] => {
  if (room <= 0) return [];
  const now = Math.max(
    0,
    plan.findIndex((item) => item.state !== 'done'),
  );
  const first = Math.max(0, Math.min(now - Math.floor(room / 2), plan.length - room));
  return plan.slice(first, first + room).map(drawPlanItem);
};

const number = (value: number): string => {
  if (value < 1000) return String(value);
  return value < 1_000_000 ? `${(value / 1000).toFixed(1)}k` : `${(value / 1_000_000).toFixed(2)}M`;
};

const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const meter = (scene: Scene): string => {
  if (scene.tokens === 0) return '';
  const money = scene.usd === null ? 'price unknown' : `$${scene.usd.toFixed(2)}`;
  return ` ${number(scene.tokens)} tokens · ${money} `;
};

const drawRule = (scene: Scene, { cols }: Size): Line =>
  spread(
    [span('─', 'quiet'), span(` ${scene.name} `, 'strong')],
    [span(`${meter(scene)}─`, 'quiet')],
    cols,
    '─',
  );

const bar = (share: number, width: number): readonly Span[] => {
  const full = Math.round(share * width);
  return [span('━'.repeat(full), 'accent'), span('─'.repeat(width - full), 'quiet')];
};

const drawActivity = (scene: Scene, { cols }: Size, now: number): Line => {
  const spin = SPINNER[Math.floor(now / SPIN_MS) % SPINNER.length] ?? '⠋';
  const share = shareAt(scene, now);
  const right = [
    span(` ${String(Math.floor(share * 100)).padStart(3)}%  ${clock(now - scene.started)} `, 'quiet'),
  ];
  const gauge = cols < 60 ? [] : bar(share, Math.min(24, Math.floor(cols / 5)));
  return spread([span(` ${spin} `, 'accent'), span(scene.activity)], [...gauge, ...right], cols);
};

/** Where there is room, what waits for a person stands below the same rule as the work. */
const drawAsking = (scene: Scene, dialog: Dialog, size: Size, now: number): readonly Line[] => {
  const head = size.rows < 16 ? [] : [[], drawRule(scene, size)];
  return [...head, ...drawDialog(dialog, { cols: size.cols, rows: size.rows - 1 - head.length }, now)];
};

const PLAN_ROWS = 7;

/** The panel at the foot of the screen: what is planned, what goes on, or what waits for a person. */
export const drawPanel = (scene: Scene, size: Size, now: number): readonly Line[] => {
  const room = Math.max(2, Math.floor(size.rows / 2));
  if (scene.dialog !== null) return drawAsking(scene, scene.dialog, size, now);
  const plan = drawPlan(scene.plan, Math.min(PLAN_ROWS, room - 3));
  const rest = [drawRule(scene, size), ...plan, drawActivity(scene, size, now)];
  return size.rows < 6 ? rest.slice(-1) : [[], ...rest];
};
