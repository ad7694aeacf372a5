/** What orch said an agent was doing, against what was so: one story of the tests with the real programs. */
interface Row {
  readonly agent: string;
  readonly version: string;
  readonly story: string;
  readonly changes: readonly {
    readonly state: string;
    readonly source: string | null;
    readonly delay_ms: number | null;
  }[];
  readonly wrong: readonly string[];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const changeText = ({ state, source, delay_ms }: Row['changes'][number]): string =>
  source === null || delay_ms === null ? `**${state}: missed**` : `${state} ${seconds(delay_ms)} (${source})`;

const delaysOf = (rows: readonly Row[]): readonly number[] =>
  rows.flatMap(({ changes }) => changes.flatMap(({ delay_ms }) => delay_ms ?? []));

const sumLine = (agent: string, rows: readonly Row[]): string => {
  const changes = rows.reduce((sum, row) => sum + row.changes.length, 0);
  const missed = changes - delaysOf(rows).length;
  const wrong = rows.reduce((sum, row) => sum + row.wrong.length, 0);
  const delays = [...delaysOf(rows)].sort((a, b) => a - b);
  const [half, most] = [delays[Math.floor(delays.length / 2)] ?? 0, delays.at(-1) ?? 0];
  const cells = [agent, rows[0]?.version, rows.length, changes, missed, wrong, seconds(half), seconds(most)];
  return `| ${cells.join(' | ')} |`;
};

const storyLine = (row: Row): string => {
  const wrong = row.wrong.length === 0 ? '' : row.wrong.join(', ');
  return `| ${row.story} | ${row.changes.map(changeText).join(' → ')} | ${wrong} |`;
};

const storiesOf = (agent: string, rows: readonly Row[]): string =>
  [
    `## ${agent}`,
    '',
    '| story | changes | wrong words |',
    '| --- | --- | --- |',
    ...rows.map(storyLine),
  ].join('\n');

/** docs/agents/accuracy.md */
export const accuracyPage = (rows: readonly Row[]): string => {
  const agents = [...new Set(rows.map(({ agent }) => agent))];
  const of = (agent: string): readonly Row[] => rows.filter((row) => row.agent === agent);
  return `# How true the states are

The real programs play the stories of \`test/real\` against a scripted model. What the model's own ledger and the
dialogs know of each change (it is asked: working; it answered: done; a dialog stands: blocked) is held against what
orch journaled: which change, when, from which source. A delay is the time from the one to the other; a wrong word is
a state that was so at no time around. The goal: none missed, none wrong, within a second.

| agent | version | stories | changes | missed | wrong | half within | all within |
| --- | --- | --- | --- | --- | --- | --- | --- |
${agents.map((agent) => sumLine(agent, of(agent))).join('\n')}

Made by \`ORCH_WRITE_ACCURACY=1 npm test -- test/real\` and \`npm run docs:accuracy\`.

${agents.map((agent) => storiesOf(agent, of(agent))).join('\n\n')}
`;
};
