import { setTimeout as pause } from 'node:timers/promises';
import type { Status } from '../../../src/state/select.ts';
import { isGone, processesOf, signal } from '../processes.ts';
import { Project } from '../project.ts';
import type { RunningDay } from '../running-day.ts';
import * as check from './checks.ts';
import { type Dice, diceOf } from './dice.ts';
import { Person } from './person.ts';
import { busyDay } from './work.ts';

const STALLED_MS = 30_000;
const EMPTY_MS = 15_000;

const victims = {
  engine: (command: string) => command.includes('/engine.js'),
  host: (command: string) => command.includes('/host.js'),
  agent: (command: string) => command.includes('/demo-agent.js'),
  viewer: (command: string) => command.includes('/orch.cjs start'),
  all: () => true,
} as const;

export type Victim = keyof typeof victims;

/** Engine, host and agent by turns; now and then the viewer, or everything as in a power cut. */
const lottery: readonly Victim[] = [
  ...(['engine', 'host', 'agent'] as const).flatMap((role) => [role, role, role, role]),
  'viewer',
  'all',
];

export interface ChaosReport {
  readonly kills: Record<Victim, number>;
  days: number;
  events: number;
  printed: number;
  answers: number;
  sessions: number;
  resumed: number;
  compared: number;
  readonly findings: string[];
}

interface Room {
  readonly dice: Dice;
  readonly report: ChaosReport;
  readonly project: Project;
  readonly wanted: number;
}

const total = ({ kills }: ChaosReport): number => Object.values(kills).reduce((sum, n) => sum + n, 0);

const killOne = ({ dice, report, project }: Room): void => {
  const role = dice.oneOf(lottery) ?? 'engine';
  const found = processesOf(project.dir).filter(({ command }) => victims[role](command));
  const chosen = role === 'all' ? found : [dice.oneOf(found)].flatMap((one) => one ?? []);
  for (const { pid } of chosen) signal(pid, 'SIGKILL');
  if (chosen.length > 0) report.kills[role] += 1;
};

const ended = (day: RunningDay): boolean => isGone(day.process.pid ?? 0);

const statusNow = async (project: Project): Promise<Status | null> => {
  const { code, out } = await project.orch('status', '--json');
  return code === 0 ? (JSON.parse(out) as Status) : null;
};

/** Holds the live engine's state against the journal's. */
const compare = async ({ project, report }: Room): Promise<void> => {
  if (!project.has('.orch', 'journal.db')) return;
  const from = check.journalOf(project).state.seq;
  const live = await statusNow(project);
  if (live?.engine == null) return;
  const { events, state } = check.journalOf(project);
  report.compared += 1;
  report.findings.push(...check.replaysTo(events, live, { from, to: state.seq }));
};

/** Kills at random until the day is over, starting it again whenever its viewer is gone. */
const tearThrough = async (room: Room): Promise<number | null> => {
  const { dice, project, report, wanted } = room;
  let day = project.start();
  let progress = performance.now();
  let seen = 0;
  for (;;) {
    await Promise.race([pause(dice.between(20, 900)), day.exit()]);
    if (ended(day)) {
      const code = await day.exit();
      if (code !== null) return code;
      day = project.start();
    }
    const events = project.days.reduce((sum, each) => sum + each.events.length, 0);
    if (events > seen) progress = performance.now();
    seen = events;
    if (performance.now() - progress > STALLED_MS) return -1;
    if (total(report) < wanted) killOne(room);
    if (dice.throw() < 0.2) await compare(room);
  }
};

const emptied = async (project: Project): Promise<readonly string[]> => {
  const patience = performance.now() + EMPTY_MS;
  while (processesOf(project.dir).length > 0 && performance.now() < patience) await pause(50);
  return processesOf(project.dir).map(({ pid, command }) => `left behind: ${pid} ${command}`);
};

const weigh = async (room: Room, answers: ReadonlySet<string>, git: string | null): Promise<void> => {
  const { project, report } = room;
  const { events } = check.journalOf(project);
  const answered = new Set(events.flatMap((event) => (event.type === 'ask.answered' ? [event.ask] : [])));
  report.events += events.length;
  report.printed += project.days.reduce((sum, day) => sum + day.events.length, 0);
  report.answers += answers.size;
  report.sessions += events.filter(({ type }) => type === 'session.started').length;
  report.resumed += events.filter(
    (event) => event.type === 'attempt.started' && event.resumes !== null,
  ).length;
  report.findings.push(
    ...check.acknowledgedOf(project, events),
    ...check.printedTwiceOf(project),
    ...check.numbersOf(events),
    ...check.factsOf(project, events),
    ...[...answers]
      .filter((ask) => !answered.has(ask))
      .map((ask) => `the answer to ${ask} was taken on and lost`),
    ...(git !== null && git !== check.gitPicture(project) ? ['git was touched'] : []),
  );
};

const oneDay = async (dice: Dice, report: ChaosReport, wanted: number, log: (text: string) => void) => {
  const git = report.days % 2 === 0;
  const project = new Project({ git, env: { ORCH_LINGER_MS: '1000' } });
  // Few enough deaths that the work gets done in between, as on a bad day; more would be no day at all.
  const most = total(report) + Math.round(dice.between(4, 12));
  const room: Room = { dice, report, project, wanted: Math.min(wanted, most) };
  const before = report.findings.length;
  project.day(busyDay(), { max_agents: 4 });
  // As on a machine without namespaces: what an agent started is found by walking and by its mark.
  if (report.days % 3 === 2) project.write('orch.yaml', 'safety: off\n');
  const picture = git ? check.gitPicture(project) : null;
  const person = new Person(project);
  const code = await tearThrough(room);
  await person.leave();
  if (code !== 0 && code !== 1)
    report.findings.push(`the day ended with ${code}: ${project.days.at(-1)?.err}`);
  await compare(room);
  report.findings.push(...(code === -1 ? [] : await emptied(project)));
  await weigh(room, person.acknowledged, picture);
  report.days += 1;
  const found = report.findings.slice(before);
  log(`day ${report.days}: exit ${code}, ${total(report)} kills so far${found.length > 0 ? ' — FOUND' : ''}`);
  for (const finding of found) log(`  ${finding}`);
  if (found.length > 0) log(`  kept for a look: ${project.keep()}`);
  else project.clear();
};

/** Days torn apart by `kills` kills -9, each checked afterwards. Nothing may be lost, come twice, or stay behind. */
export const runChaos = async (
  kills: number,
  seed: number,
  log: (text: string) => void,
): Promise<ChaosReport> => {
  const dice = diceOf(seed);
  const report: ChaosReport = {
    kills: { engine: 0, host: 0, agent: 0, viewer: 0, all: 0 },
    days: 0,
    events: 0,
    printed: 0,
    answers: 0,
    sessions: 0,
    resumed: 0,
    compared: 0,
    findings: [],
  };
  while (total(report) < kills) await oneDay(dice, report, kills, log);
  return report;
};
