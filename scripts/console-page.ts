import { keymapMarkdown } from '../components/keys/keymap.ts';

/** A short tour of the console, with all of its keys, as Markdown. */
export const consolePage = (): string => `# The console

\`orch start tasks/today.yaml\` opens it, \`orch attach\` comes back to it, and leaving it ends nothing: the day runs
in the engine, the agents in their hosts. This page is made by \`npm run docs:console\`, its pictures by
\`npm run docs:pictures\` from the demo day, and a test holds the keys below to the keymap.

## One glance

![Tasks, the live screen of an agent that asks, and the inbox](pictures/console.svg)

The first row counts: what waits for you, what runs, money against the cap, and when the day will be over. Below it the
tasks, the selected task's live screen, and the inbox, where what blocks most stands first. A digit chooses an
answer, Enter writes one; \`sent\` becomes \`delivered\` only once the agent's next act proves it.

Enter gives the agent the keyboard, Ctrl-] takes it back. On 80 columns the parts take turns; Tab goes on.

## One answer for all alike

\`A\` allows always, \`d\` and then Tab denies always: a rule answers from then on, and at once whatever waits for the same.
Before it is saved it is shown word by word: exactly which command, \`s\` for every task or this one, \`e\` for good, until
the day is over or for an hour. A rule holds for exactly what it says; what is dangerous is allowed once at a time, and a
rule for one task ends with its day. \`N\` lists them, \`X\` takes one back. From the shell: \`orch approve p2 --always --for 2h\`,
\`orch deny p3 --always --only-this-task\`, \`orch inbox --rules\`, \`orch inbox --forget r1\`.

An agent that broke a rule is frozen and draws nothing: its screen stays as it stood, at its own size, until you answer.

## What a task changed

![The diff of a task](pictures/diff.svg)

\`D\` shows it word by word, \`w\` brings it into your tree, whole or not at all, uncommitted.

## Several at once

![Agents side by side](pictures/grid.svg)

\`v\` shows up to six agents side by side, \`z\` gives one the whole window.

## A past day

\`orch replay [DAY] [TASK]\` opens the same screen over a day that is over. The last row is its timeline: panes,
questions and dollars are those of the moment you go to.

## With a screen reader

\`INK_SCREEN_READER=true orch start\` paints nothing and leaves the terminal's screen as it is: what is new is told in
lines, the keys are the same, and \`L\` says how the day stands and the last lines of the selected agent's screen. On the
stage (\`Tab\`) \`/\` finds a line of that screen and says it, \`n\` and \`N\` say the next and the one before, \`y\` copies the
last lines.

## Keys

\`?\` shows them in the console; \`:\` finds them by name. A key that cannot act says why.

${keymapMarkdown()}
`;
