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

\`INK_SCREEN_READER=true orch\` paints nothing and leaves the terminal's screen as it is: what is new is told in lines,
the keys are the same, and \`L\` says how the day stands and the last lines of the selected agent's screen.

## Keys

\`?\` shows them in the console; \`:\` finds them by name. A key that cannot act says why.

${keymapMarkdown()}
`;
