import { describe, expect, test } from 'vitest';
import { ID, Played } from './played.ts';

const shell = { command: 'npm test > out.txt', description: 'to see' };

describe('a turn of Gemini CLI', () => {
  test('begins by its hook, and ends by its hook with the words of its record', () => {
    const played = new Played().begin().says('g1', 'All done.');
    played.hook('AfterAgent', { prompt_response: 'All done. done.' });
    played.title('◇  Ready (tree)');
    expect(played.of('session.conversation')).toEqual([{ type: 'session.conversation', id: ID }]);
    expect(played.states).toEqual(['working (hook)', 'done (hook)']);
    expect(played.of('session.turn_ended')).toEqual([
      { type: 'session.turn_ended', source: 'hook', text: 'All done.' },
    ]);
  });

  test('ends as well where its record is read after its hook', () => {
    const played = new Played().begin();
    played.hook('AfterAgent');
    played.title('◇  Ready (tree)');
    expect(played.of('session.turn_ended')).toEqual([]);
    played.says('g1', 'All done.');
    expect(played.of('session.turn_ended')).toHaveLength(1);
  });

  test('that is broken off has not ended, though its hook says so', () => {
    const played = new Played().begin();
    played.row({ id: 'i1', type: 'info', content: 'Request cancelled.' });
    played.hook('AfterAgent', { prompt_response: 'one two' });
    played.title('◇  Ready (tree)');
    expect(played.of('session.turn_ended')).toEqual([]);
    expect(played.states).toEqual(['working (hook)', 'idle (file)']);
  });

  test('goes on after a tool: what it said before it are not its last words', () => {
    const played = new Played().begin().says('g1', 'I write.');
    played.says('g1', 'I write.', { toolCalls: [{ name: 'write_file', status: 'success' }] });
    played.row({ id: 'u2', type: 'user', content: [{ functionResponse: {} }] });
    played.hook('AfterAgent');
    expect(played.of('session.turn_ended')).toEqual([]);
  });

  test('of another conversation in the same home, or of a subagent, is none of its own', () => {
    const played = new Played().begin();
    played.hook('AfterAgent');
    const said = { type: 'gemini', content: 'Sub done.', tokens: { input: 5 }, model: 'm' };
    played.row({ id: 's1', ...said }, `chats/${ID}/17791559.jsonl`);
    played.row({ id: 'o1', ...said }, 'chats/session-2026-11-21T13-47-1a8c2592.jsonl');
    expect(played.of('session.turn_ended')).toEqual([]);
    expect(played.of('session.usage')).toHaveLength(2);
  });
});

test('usage is told by message, in kinds that do not overlap', () => {
  const played = new Played().begin().says('g1', 'I write.');
  expect(played.of('session.usage')).toEqual([
    {
      type: 'session.usage',
      model: 'gemini-2.5-pro',
      message: 'g1',
      tokens: { input: 100, output: 20, cache_read: 50, cache_write: 0, thoughts: 7 },
      stated_usd: null,
    },
  ]);
  // Written anew after it was broken off, its history states no usage.
  played.row({ id: 'g2', type: 'gemini', content: [{ text: 'I write.' }], tokens: null });
  expect(played.of('session.usage')).toHaveLength(1);
});

describe('a command', () => {
  test('that is to be asked for waits in its hook', () => {
    const played = new Played().begin();
    const { reply } = played.tool('run_shell_command', shell);
    const [asked] = played.of('session.asked');
    expect(asked?.ask).toMatchObject({
      kind: 'permission',
      text: 'Run a command',
      subject: 'npm test > out.txt',
      context: 'in /p/tree: to see',
    });
    expect(reply).toEqual({ hold: asked?.key });
    played.title('✦  Working… (tree)');
    expect(played.states.at(-1)).toBe('blocked (hook)');
    played.record({ kind: 'call', from: 'answered', data: { by_person: asked?.key } });
    expect(played.states.at(-1)).toBe('working (hook)');
  });

  test('that only looks passes', () => {
    const played = new Played().begin();
    expect(played.tool('run_shell_command', { command: 'ls src' }).reply).toEqual({
      text: '{"pass":"@pass@"}',
    });
    expect(played.of('session.asked')).toEqual([]);
  });

  test('that no agent may run is a violation, a reviewer’s too', () => {
    for (const from of ['hook', 'reviewer']) {
      const played = new Played().begin();
      const { reply } = played.tool('run_shell_command', { command: 'sh -c "git commit -am wip"' }, from);
      const [violated] = played.of('session.violated');
      expect(violated?.ask).toMatchObject({ kind: 'violation', layer: 'hook' });
      expect(reply).toEqual({ hold: violated?.key });
    }
  });

  test('of a reviewer that does more than look is refused', () => {
    const played = new Played().begin();
    const { reply } = played.tool('run_shell_command', shell, 'reviewer');
    expect(reply).toMatchObject({ text: expect.stringContaining('"decision":"deny"') });
    expect(played.of('session.asked')).toEqual([]);
  });

  test('whose turn was broken off is asked for no more', () => {
    const played = new Played().begin();
    played.tool('run_shell_command', shell);
    played.title('◇  Ready (tree)');
    expect(played.of('session.ask_gone')).toHaveLength(1);
    expect(played.states.at(-1)).toBe('idle (title)');
  });
});

const questions = [
  {
    question: 'Which colour?',
    header: 'Colour',
    type: 'choice',
    options: [{ label: 'Red', description: 'Warm' }, { label: 'Blue (Recommended)' }],
    multiSelect: false,
  },
];

describe('a question', () => {
  test('is asked once its dialog is up, and gone once it is answered there', () => {
    const played = new Played().begin();
    played.tool('ask_user', { questions });
    const details = { type: 'ask_user', title: 'Ask User' };
    played.hook('Notification', { notification_type: 'ToolPermission', details });
    expect(played.of('session.asked')).toEqual([]);
    played.title('✋  Action Required (tree)');
    const [asked] = played.of('session.asked');
    expect(asked?.ask).toMatchObject({
      kind: 'question',
      text: 'Which colour?',
      options: ['Red', 'Blue'],
      recommended: 1,
      context: 'Colour\nRed: Warm',
    });
    expect(played.states.at(-1)).toBe('blocked (title)');
    played.title('✦  Working… (tree)');
    expect(played.of('session.ask_gone')).toMatchObject([{ key: asked?.key }]);
    expect(played.states.at(-1)).toBe('working (title)');
  });

  test('of several, or with several answers, is to be asked otherwise', () => {
    const played = new Played().begin();
    const two = played.tool('ask_user', { questions: [...questions, ...questions] });
    expect(two.reply).toMatchObject({ text: expect.stringContaining('one question at a time') });
    const many = played.tool('ask_user', { questions: [{ ...questions[0], multiSelect: true }] });
    expect(many.reply).toMatchObject({ text: expect.stringContaining('multiSelect') });
  });
});

test('a dialog of its own wants a permission', () => {
  const played = new Played().begin();
  const details = { type: 'edit', title: 'Confirm Edit', filePath: '/p/tree/package.json', fileDiff: '+a' };
  played.hook('Notification', { message: 'Tool Confirm Edit requires editing', details });
  played.title('✋  Action Required (tree)');
  expect(played.of('session.asked')[0]?.ask).toMatchObject({
    kind: 'permission',
    text: 'Edit a file',
    subject: '/p/tree/package.json',
    context: '+a',
  });
});

describe('an error', () => {
  test.each([
    ['[API Error: terminated]', 'network'],
    ['[API Error: Connection closed]', 'network'],
    [
      '[API Error: {"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]',
      'auth',
    ],
    [
      '[API Error: {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]',
      'overloaded',
    ],
    ['[API Error: You exceeded your current quota. (Status: RESOURCE_EXHAUSTED)]', 'rate_limit'],
    ['[API Error: models/x is not found (Status: NOT_FOUND)]', 'model'],
  ])('that ends its turn: %s', (content, trouble) => {
    const played = new Played().begin();
    played.row({ id: 'e1', timestamp: '2026-11-21T13:00:00.000Z', type: 'error', content });
    played.hook('AfterAgent', { prompt_response: '[no response text]' });
    expect(played.of('session.trouble')).toMatchObject([{ trouble, ended: true, source: 'file' }]);
    expect(played.of('session.turn_ended')).toEqual([]);
  });

  test('it tries again after is told once, from its log', () => {
    const played = new Played().begin();
    const failed = (n: number) =>
      `[2026-11-21T13:53:17.463Z] [WARN] Attempt ${n} failed with status 503. Retrying with backoff... _ApiError: {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}`;
    played.log(failed(1));
    played.log(failed(2));
    expect(played.of('session.trouble')).toEqual([
      {
        type: 'session.trouble',
        source: 'file',
        trouble: 'overloaded',
        text: 'The model is overloaded.',
        ended: false,
      },
    ]);
  });

  test('of a limit it would wait out for hours is the limit, with its reset', () => {
    const played = new Played().begin();
    played.log(
      '[2026-11-21T13:00:00.000Z] [WARN] Attempt 1 failed: You have exhausted your capacity on this model. Your quota will reset after 2h58m19s.. Retrying after 12533307ms...',
    );
    const until = Date.parse('2026-11-21T15:58:19.000Z');
    expect(played.of('session.limited')).toMatchObject([{ until, source: 'file' }]);
  });
});

test('a path it was refused last is its trouble at the end of its turn', () => {
  const played = new Played().begin();
  const refused =
    'Path not in workspace: Attempted path "/etc/hostname" resolves outside the allowed workspace directories: /p/tree or the project temp directory: /t';
  const result = [{ functionResponse: { response: { error: refused } } }];
  played.says('g1', '', { toolCalls: [{ name: 'read_file', status: 'error', result }] });
  played.row({ id: 'u2', type: 'user', content: [{ functionResponse: {} }] });
  played.says('g2', 'I may not read that.');
  played.hook('AfterAgent');
  expect(played.of('session.trouble')).toMatchObject([{ trouble: 'path', text: refused, ended: true }]);
  expect(played.of('session.turn_ended')).toEqual([]);
});
