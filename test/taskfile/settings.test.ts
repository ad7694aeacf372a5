import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/domain/settings.ts';
import { mistakeLine } from '../../src/taskfile/render.ts';
import { parseSettings } from '../../src/taskfile/settings.ts';

const read = (text: string, base: Settings = defaultSettings): Settings => {
  const parsed = parseSettings(text, base);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.value;
};

const said = (text: string): string[] => {
  const parsed = parseSettings(text, defaultSettings);
  return parsed.ok ? [] : parsed.mistakes.map((mistake) => mistakeLine('f', mistake).slice(2));
};

const mine = (rule: string): string => `agents: {mine: {command: x, screen: [${rule}]}}`;

const example = `
max_agents: 4
max_cost_usd: 50
isolation: shared
safety: require
agent: mine
stuck_after: 20m
resume_after_limit: false
http: {hosts: [api.example.com, "*.example.org", localhost:3000]}
agents:
  claude: {command: claude, args: [--verbose], env: {ANTHROPIC_BASE_URL: "http://localhost"}, model: sonnet}
  mine:   {command: ./my-agent}
models: {low: {claude: haiku}, medium: {claude: sonnet}, high: {claude: opus}}
prices: {some-model: {input: 3, output: 15, cache_read: 0.3, cache_write: 3.75}, home-model: {input: 0, output: 0}}
`;

describe('orch.yaml', () => {
  test('is read whole', () => {
    expect(read(example)).toEqual({
      max_agents: 4,
      max_cost_usd: 50,
      isolation: 'shared',
      safety: 'require',
      agent: 'mine',
      stuck_after_ms: 1_200_000,
      resume_after_limit: false,
      http_hosts: ['api.example.com', '*.example.org', 'localhost:3000'],
      agents: {
        claude: {
          command: 'claude',
          args: ['--verbose'],
          env: { ANTHROPIC_BASE_URL: 'http://localhost' },
          model: 'sonnet',
        },
        mine: {
          command: './my-agent',
          args: [],
          env: {},
          model: null,
          plugin: { type: null, resume_args: null, pass_env: [], screen: [] },
        },
      },
      models: { low: { claude: 'haiku' }, medium: { claude: 'sonnet' }, high: { claude: 'opus' } },
      prices: {
        'some-model': { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 },
        'home-model': { input: 0, output: 0 },
      },
    });
  });

  test('describes an agent of your own: what its screen means, and which keys answer it', () => {
    const { mine: agent } = read(`
agents:
  mine:
    command: ./my-agent
    resume_args: [--continue]
    pass_env: [MY_KEY]
    type: "do {prompt_file}"
    screen:
      - {match: 'Run (.+)\\?', ask: permission, allow: "1<enter>", deny: "<esc>"}
      - {match: '^>$', state: idle}
      - {match: busy, state: working, in: title}
`).agents;
    expect(agent?.plugin).toEqual({
      type: 'do {prompt_file}',
      resume_args: ['--continue'],
      pass_env: ['MY_KEY'],
      screen: [
        {
          match: String.raw`Run (.+)\?`,
          in: 'screen',
          state: 'blocked',
          ask: { kind: 'permission', allow: '1\r', deny: '\x1b' },
        },
        { match: '^>$', in: 'screen', state: 'idle', ask: null },
        { match: 'busy', in: 'title', state: 'working', ask: null },
      ],
    });
  });

  test('that is empty changes nothing', () => {
    expect(read('')).toEqual(defaultSettings);
    expect(read('# nothing yet\n')).toEqual(defaultSettings);
  });

  test('adds to what the personal config says, key by key', () => {
    const personal = read(example);
    const project = read(
      'max_agents: 2\nagents: {claude: {model: opus, env: {X: 1}}}\nmodels: {low: {codex: mini}}\nprices: {other: {input: 1, output: 2}}',
      personal,
    );
    expect(project.max_agents).toBe(2);
    expect(project.max_cost_usd).toBe(50);
    expect(project.agents.claude).toEqual({
      command: 'claude',
      args: ['--verbose'],
      env: { ANTHROPIC_BASE_URL: 'http://localhost', X: '1' },
      model: 'opus',
    });
    expect(project.agents.mine).toEqual(personal.agents.mine);
    expect(project.models.low).toEqual({ claude: 'haiku', codex: 'mini' });
    expect(Object.keys(project.prices)).toEqual(['some-model', 'home-model', 'other']);
  });

  test.each([
    ['max_agent: 3', '1:1: unknown key `max_agent` in the settings (did you mean `max_agents`?)'],
    [
      'tasks: []',
      '1:1: unknown key `tasks` in the settings (tasks belong in a task file such as tasks/today.yaml)',
    ],
    ['safety: of', '1:9: `safety` must be `require`, `prefer` or `off`, found "of" (did you mean `off`?)'],
    ['stuck_after: 15', '`stuck_after` must be a duration from 1s to 168h'],
    ['agent: cluade', '1:8: no agent has the name `cluade` (did you mean `claude`?)'],
    ['agents: {cluade: {model: x}}', '1:18: the agent `cluade` needs `command` (did you mean `claude`?)'],
    ['agents: {zzz: {}}', 'the agent `zzz` needs `command` (say which program it is: `command: ./my-agent`)'],
    ['agents: {claude: {commnd: x}}', 'unknown key `commnd` in an agent (did you mean `command`?)'],
    ['agents: {claude: {screen: []}}', '`screen` is for agents of your own: orch knows how `claude` works'],
    [mine("{match: '(', state: idle}"), '`match` is not a regular expression: unterminated group'],
    [mine('{match: x}'), 'needs `state` or `ask`'],
    [
      mine('{match: x, state: busy}'),
      '`state` must be `working`, `idle`, `blocked`, `done`, `limited` or `error`',
    ],
    [mine('{match: x, ask: permission, allow: y}'), 'needs the keys that `allow` and `deny` it'],
    [mine('{match: x, ask: question, allow: y}'), 'asks a question: that is answered in words, not by keys'],
    [mine('{match: x, state: idle, allow: y}'), 'has keys that answer, but does not `ask: permission`'],
    [mine('{match: x, ask: question, state: idle}'), 'asks, so its state is `blocked`, not `idle`'],
    [mine('{match: x, ask: question, in: title}'), 'only what stands on the screen can be answered'],
    [
      mine('{match: x, ask: permission, allow: "<entr>", deny: n}'),
      '`allow` names a key `<entr>` nobody knows (did you mean `enter`?)',
    ],
    [
      'agents: {mine: {command: x, type: go}}',
      '1:29: `type` needs a rule of `screen` that shows when the program hears',
    ],
    ['models: {low: {claud: x}}', '1:23: no agent has the name `claud` (did you mean `claude`?)'],
    ['models: {tiny: {claude: x}}', 'unknown key `tiny` in `models`'],
    ['prices: {m: {input: 3}}', 'a price needs `output`'],
    ['prices: {m: {input: -3, output: 1}}', '`input` must be an amount of USD, 0 or more, found `-3`'],
    ['http: {hosts: ["http://x/y"]}', 'item 1 of `hosts` is not a host name'],
    ['[]', '1:1: the settings file must be a mapping'],
    ['a: [', 'is not closed'],
  ])('%s', (text, message) => {
    expect(said(text).join('\n')).toContain(message);
  });
});
