import type { Asked, OfferedTool } from './asked.ts';
import type { NamedCall } from './dialect.ts';
import type { Call } from './script.ts';

type Purpose = Exclude<Call, { readonly name: string }>;
type Of<K extends string> = Extract<Purpose, { readonly [key in K]: unknown }>;

/** A CLI's tool for a purpose: offered under this name, it takes this. */
interface Known<P> {
  readonly name: string;
  readonly input: (call: P) => Readonly<Record<string, unknown>>;
}

const shells: readonly Known<Of<'run'>>[] = [
  { name: 'Bash', input: ({ run, why }) => ({ command: run, description: why ?? 'Runs a command' }) },
  {
    name: 'exec_command',
    input: ({ run, why }) => ({ cmd: run, ...(why === undefined ? {} : { justification: why }) }),
  },
  {
    name: 'run_shell_command',
    input: ({ run, why }) => ({ command: run, description: why ?? 'Runs a command' }),
  },
  { name: 'bash', input: ({ run }) => ({ command: run }) },
];

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const writers: readonly Known<Of<'write'>>[] = [
  { name: 'Write', input: ({ write, text }) => ({ file_path: write, content: text }) },
  { name: 'write_file', input: ({ write, text }) => ({ file_path: write, content: text }) },
  { name: 'write', input: ({ write, text }) => ({ filePath: write, content: text }) },
  {
    name: 'exec_command',
    input: ({ write, text }) => ({ cmd: `printf %s ${quoted(text)} > ${quoted(write)}` }),
  },
];

const readers: readonly Known<Of<'read'>>[] = [
  { name: 'Read', input: ({ read }) => ({ file_path: read }) },
  { name: 'read_file', input: ({ read }) => ({ file_path: read }) },
  { name: 'read', input: ({ read }) => ({ filePath: read }) },
  { name: 'exec_command', input: ({ read }) => ({ cmd: `cat ${quoted(read)}` }) },
];

const described = (options: readonly string[]) =>
  options.map((label) => ({ label, description: `Take ${label}` }));

const header = (call: Of<'ask'>): string => call.header ?? 'Choice';

const askers: readonly Known<Of<'ask'>>[] = [
  {
    name: 'AskUserQuestion',
    input: (call) => ({
      questions: [
        { question: call.ask, header: header(call), options: described(call.options), multiSelect: false },
      ],
    }),
  },
  {
    name: 'request_user_input',
    input: (call) => ({
      questions: [
        { id: 'choice', header: header(call), question: call.ask, options: described(call.options) },
      ],
    }),
  },
  {
    name: 'ask_user',
    input: (call) => ({
      questions: [
        {
          question: call.ask,
          header: header(call),
          type: 'choice',
          options: described(call.options),
          multiSelect: false,
        },
      ],
    }),
  },
  {
    name: 'question',
    input: (call) => ({
      questions: [
        { question: call.ask, header: header(call), options: described(call.options), multiple: false },
      ],
    }),
  },
];

const delegates: readonly Known<Of<'delegate'>>[] = [
  {
    name: 'Agent',
    input: ({ delegate }) => ({
      description: 'A part of the work',
      prompt: delegate,
      subagent_type: 'general-purpose',
    }),
  },
  {
    name: 'invoke_agent',
    input: ({ delegate }) => ({ agent_name: 'generalist', prompt: delegate }),
  },
  { name: 'spawn_agent', input: ({ delegate }) => ({ message: delegate }) },
  {
    name: 'task',
    input: ({ delegate }) => ({
      description: 'A part of the work',
      prompt: delegate,
      subagent_type: 'general',
    }),
  },
];

const asNamed = (tool: OfferedTool, input: NamedCall['input']): NamedCall => ({
  name: tool.name,
  input,
  ...(tool.namespace === undefined ? {} : { namespace: tool.namespace }),
});

const offered = (asked: Asked): string => asked.tools.map((tool) => tool.name).join(', ');

const among = <P>(known: readonly Known<P>[], call: P, asked: Asked): NamedCall => {
  for (const { name, input } of known) {
    const tool = asked.tools.find((one) => one.name === name);
    if (tool !== undefined) return asNamed(tool, input(call));
  }
  throw new Error(`none of its tools fits ${JSON.stringify(call)}; offered are ${offered(asked)}`);
};

const sameWord = (a: string, b: string): boolean => a.replaceAll('-', '_') === b.replaceAll('-', '_');

/** Each CLI joins the names of server and tool in its own way; Codex keeps the server as a namespace. */
const ofServer = ({ mcp, server, input }: Of<'mcp'>, asked: Asked): NamedCall => {
  const names = [`mcp__${server}__${mcp}`, `mcp_${server}_${mcp}`, `${server}__${mcp}`, `${server}_${mcp}`];
  const tool = asked.tools.find(
    (one) =>
      names.some((name) => sameWord(name, one.name)) ||
      (one.namespace?.includes(server) === true && one.name === mcp),
  );
  if (tool !== undefined) return asNamed(tool, input);
  // Claude Code keeps the tools of servers back until they are looked for; it takes a call by name all the same.
  if (asked.dialect === 'anthropic') return { name: `mcp__${server}__${mcp}`, input };
  throw new Error(`no tool ${mcp} of the server ${server}; offered are ${offered(asked)}`);
};

/** The call in the words of the CLI that asked. Throws where that has no such tool: the script is wrong. */
export const named = (call: Call, asked: Asked): NamedCall => {
  if ('freeform' in call) return { name: call.name, input: call.freeform };
  if ('name' in call) return call;
  if ('run' in call) return among(shells, call, asked);
  if ('write' in call) return among(writers, call, asked);
  if ('read' in call) return among(readers, call, asked);
  if ('ask' in call) return among(askers, call, asked);
  if ('delegate' in call) return among(delegates, call, asked);
  return ofServer(call, asked);
};
