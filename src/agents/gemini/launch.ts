import type { EarlierSession, LaunchContext, LaunchPlan, PlannedFile } from '../agent.ts';
import { handedOn, recalled } from './memory.ts';
import { ANSWERED, BY_PERSON, isBegun, newConversation, PASS, REVIEWER, recordsOf, WORKER } from './names.ts';
import { asWord, configDir, hookFile, logFile, passFile, policyFile } from './paths.ts';
import { passPart, policyText } from './policy.ts';
import { screenRules } from './screen.ts';
import { settingsText } from './settings.ts';

/** One argument holds 128 KiB on Linux; a longer prompt is left to be read. */
const LONGEST_PROMPT = 100_000;

/** Hands a reply on, and tells the host of one a person gave; what may run is made to pass. */
const hookScript = (context: LaunchContext): string => `#!/bin/sh
call=$(cat)
reply=$(printf '%s' "$call" | ${context.callCommand(context.readOnly ? REVIEWER : WORKER)})
case $reply in *${BY_PERSON}*) printf '%s' "$reply" | ${context.callCommand(ANSWERED)} >/dev/null ;; esac
case $reply in
  *${PASS}*) printf '%s' "$call" | ${asWord(context.node)} ${asWord(passFile(context))} ;;
  *) printf '%s' "$reply" ;;
esac
`;

/** The same call, with the word in its folder that its policy lets pass; a path through it leads where it led before. */
const passScript = (context: LaunchContext): string => `const { readFileSync } = require('node:fs');
const { tool_input } = JSON.parse(readFileSync(0, 'utf8'));
const dir_path = \`\${tool_input.dir_path || '.'}/${passPart(context)}/..\`;
const hookSpecificOutput = { hookEventName: 'BeforeTool', tool_input: { ...tool_input, dir_path } };
process.stdout.write(JSON.stringify({ hookSpecificOutput }));
`;

const signIns = (context: LaunchContext): readonly PlannedFile[] => {
  const theirs = `${context.personHome}/.gemini`;
  const own = configDir(context);
  return [
    // Refreshed through the link: one sign-in stays valid for all.
    { path: `${own}/oauth_creds.json`, link: `${theirs}/oauth_creds.json` },
    { path: `${own}/google_accounts.json`, copy: `${theirs}/google_accounts.json` },
    { path: `${own}/installation_id`, copy: `${theirs}/installation_id` },
    { path: `${own}/.env`, copy: `${theirs}/.env` },
    // What the person tells Gemini in all their projects.
    { path: `${own}/GEMINI.md`, copy: `${theirs}/GEMINI.md` },
  ];
};

const files = (context: LaunchContext): readonly PlannedFile[] => [
  { path: `${configDir(context)}/settings.json`, text: settingsText(context) },
  { path: policyFile(context), text: policyText(context) },
  { path: hookFile(context), text: hookScript(context), mode: 0o700 },
  { path: passFile(context), text: passScript(context) },
  // Left by one that was killed as it began: the next would wait 16 s for it. A copy of nothing takes it away.
  { path: `${configDir(context)}/projects.json.lock`, copy: `${context.scratch}/nothing` },
  ...signIns(context),
];

const directories = ({ workspace, allowed }: LaunchContext): readonly string[] =>
  [workspace, ...allowed].flatMap((path) => ['--include-directories', path]);

const promptOf = ({ prompt, instructionsFile }: LaunchContext): string =>
  prompt.length <= LONGEST_PROMPT ? prompt : `Read ${instructionsFile} and do what it says.`;

const environment = (context: LaunchContext): Readonly<Record<string, string>> => ({
  GEMINI_CLI_HOME: context.home,
  GEMINI_DEBUG_LOG_FILE: logFile(context),
  GEMINI_CLI_TRUST_WORKSPACE: 'true',
  // Else it looks at each start whether the terminal has true colour, and warns.
  COLORTERM: 'truecolor',
});

const plan = (
  context: LaunchContext,
  conversation: string,
  which: '--session-id' | '--resume',
): LaunchPlan => ({
  argv: [
    context.settings.command ?? 'gemini',
    which,
    conversation,
    '--approval-mode',
    'default',
    '--admin-policy',
    policyFile(context),
    ...directories(context),
    ...(context.model === null ? [] : ['--model', context.model]),
    ...context.settings.args,
    ...context.extraArgs,
    // One word with its flag: it may begin with a dash.
    `--prompt-interactive=${promptOf(context)}`,
  ],
  env: environment(context),
  files: files(context),
  sources: [
    { kind: 'title' },
    {
      kind: 'follow_all',
      id: recordsOf(conversation),
      dir: configDir(context),
      pattern: String.raw`^tmp/[^/]+/chats/(?:[^/]+/)?[^/]+\.jsonl$`,
    },
    { kind: 'follow', id: 'log', path: logFile(context) },
    { kind: 'screen', rules: screenRules },
  ],
});

/** Gemini CLI in its own screen, past every dialog of a first run. */
export const launch = (context: LaunchContext): LaunchPlan =>
  plan(context, newConversation(context.session), '--session-id');

/** The same conversation; one in which nothing was said it does not know. */
export const resume = (context: LaunchContext, earlier: EarlierSession): LaunchPlan | null =>
  recalled(earlier.memory).spoken || isBegun(earlier.conversation)
    ? { ...plan(context, earlier.conversation, '--resume'), memory: handedOn(earlier.memory) }
    : null;
