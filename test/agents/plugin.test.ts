import { describe, expect, test } from 'vitest';
import type { Memory, SourceRecord } from '../../src/agents/agent.ts';
import { pluginAgent } from '../../src/agents/plugin/plugin.ts';
import { programPath } from '../../src/agents/program-path.ts';
import { agentNamed } from '../../src/agents/registry.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { parseSettings } from '../../src/taskfile/settings.ts';
import { aContext } from './claude/a-context.ts';

/** The agent `mine` as orch.yaml describes it. */
const mine = (yaml: string) => {
  const read = parseSettings(`agents:\n  mine: {command: ./mine, ${yaml}}\n`, defaultSettings);
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  const settings = read.value.agents.mine;
  if (settings === undefined) throw new Error('no agent was read');
  return { agent: pluginAgent('mine', settings), settings };
};

const rules = `screen: [
    {match: 'Run (?<command>.+)\\? \\[y/n\\]$', ask: permission, allow: "y<enter>", deny: "<esc>"},
    {match: '^\\*', state: working},
    {match: '^!', state: limited},
    {match: '^#', state: error},
    {match: '^Bye', state: done},
    {match: '^>$', state: idle},
    {match: 'busy', in: title, state: working},
    {match: 'your turn', in: title, state: blocked},
    {match: '^\\? waiting', state: blocked}]`;

const screen = (rule: number, text: string): SourceRecord => ({ kind: 'screen', rule, text });
const osc = (state: string): SourceRecord => ({ kind: 'osc', code: 7501, data: `state=${state}` });

/** What it makes of these records, one after the other; its memory goes through JSON, as the host saves it. */
const seen = (...records: readonly SourceRecord[]): readonly Fact[] => {
  const { agent } = mine(rules);
  let memory: Memory = {};
  return records.flatMap((record) => {
    const observed = agent.observe(record, memory);
    memory = JSON.parse(JSON.stringify(observed.memory)) as Memory;
    return observed.facts;
  });
};

const typesOf = (facts: readonly Fact[]): readonly string[] =>
  facts.map((fact) => (fact.type === 'session.state' ? `${fact.state} by ${fact.source}` : fact.type));

describe('an agent of orch.yaml', () => {
  test('is found by its name, and only among what orch.yaml says', () => {
    const { settings } = mine('');
    expect(agentNamed('mine', { mine: settings })?.name).toBe('mine');
    expect(agentNamed('mine')).toBeNull();
    expect(agentNamed('toString', {})).toBeNull();
    expect(agentNamed('codex', { codex: settings })?.detect.command).toBe('codex');
  });

  test('lies in the project where its command has a folder', () => {
    expect(programPath('./mine', '/p')).toBe('/p/mine');
    expect(programPath('bin/mine', '/p')).toBe('/p/bin/mine');
    expect(programPath('mine', '/p')).toBe('mine');
    expect(programPath('/opt/mine', '/p')).toBe('/opt/mine');
  });
});

describe('its launch', () => {
  const argvOf = (yaml: string, model: string | null = null): readonly string[] => {
    const { agent, settings } = mine(yaml);
    return agent.launch(aContext({ settings, model, prompt: 'Do it.' })).argv.slice(1);
  };

  test('fills in the placeholders, and leaves other braces alone', () => {
    const { scratch, workspace } = aContext({});
    expect(argvOf('args: ["--task={prompt_file}", "{workspace}/x", "{json}", "{}"]')).toEqual([
      `--task=${scratch}/prompt.md`,
      `${workspace}/x`,
      '{json}',
      '{}',
    ]);
  });

  test('gives the text as its last argument where nothing says otherwise', () => {
    expect(argvOf('args: [run]')).toEqual(['run', 'Do it.']);
    expect(argvOf('args: [run], env: {TASK: "{prompt_file}"}')).toEqual(['run']);
  });

  test('leaves out a model nobody named, with its option', () => {
    const yaml = 'args: [--model, "{model}", -v, "{prompt}"]';
    expect(argvOf(yaml)).toEqual(['-v', 'Do it.']);
    expect(argvOf(yaml, 'big')).toEqual(['--model', 'big', '-v', 'Do it.']);
  });

  test('writes the text and the way to orch’s tools', () => {
    const { agent, settings } = mine('args: ["{mcp_config_file}"]');
    const context = aContext({ settings, prompt: 'Do it.' });
    const texts = agent.launch(context).files.map((file) => ('text' in file ? file.text : ''));
    expect(texts[0]).toBe('Do it.\n');
    expect(JSON.parse(texts[1] ?? '')).toEqual({ mcpServers: { orch: { type: 'stdio', ...context.mcp } } });
  });

  test('types a line once its prompt shows, where it takes no task as an argument', () => {
    const yaml = `type: "read {prompt_file}", screen: [{match: '^>$', state: idle}]`;
    const { agent, settings } = mine(yaml);
    const context = aContext({ settings });
    const plan = agent.launch(context);
    expect(plan.argv.slice(1)).toEqual([]);
    expect(plan.opening).toMatchObject({ data: `read ${context.scratch}/prompt.md`, guard: '^>$' });
  });

  test('goes on with a conversation only where it is told how', () => {
    const earlier = { session: 's', conversation: 'c', scratch: '/s', memory: { asked: 'x' } };
    const without = mine('');
    expect(without.agent.resume(aContext({ settings: without.settings }), earlier)).toBeNull();
    const { agent, settings } = mine('resume_args: [--continue, "{conversation}", "{prompt}"]');
    const plan = agent.resume(aContext({ settings, conversation: 'c', prompt: 'Go on.' }), earlier);
    expect(plan?.argv.slice(1)).toEqual(['--continue', 'c', 'Go on.']);
    expect(plan?.memory).toEqual({});
  });
});

describe('what it shows', () => {
  test('ends its turn when it is at its prompt again after work', () => {
    expect(typesOf(seen(screen(5, '>')))).toEqual(['idle by screen']);
    expect(typesOf(seen(screen(1, '*'), screen(5, '>'), screen(1, '')))).toEqual([
      'working by screen',
      'idle by screen',
      'session.turn_ended',
    ]);
    expect(typesOf(seen(screen(4, 'Bye')))).toEqual(['done by screen', 'session.turn_ended']);
  });

  test('asks once for each dialog, and takes it back when it leaves the screen', () => {
    const facts = seen(
      screen(0, 'Run a? [y/n]'),
      screen(0, 'Run b? [y/n]'),
      screen(1, '*'),
      screen(0, ''),
      screen(0, 'Run b? [y/n]'),
      screen(1, ''),
      screen(0, ''),
    );
    expect(typesOf(facts)).toEqual([
      'blocked by screen',
      'session.asked',
      'session.ask_gone',
      'session.asked',
      'working by screen',
      'session.ask_gone',
      'blocked by screen',
      'session.asked',
      'session.ask_gone',
      'working by screen',
    ]);
    const [, first] = facts;
    expect(first).toMatchObject({ source: 'screen', ask: { kind: 'permission', subject: 'a' } });
  });

  test('goes on when what it waited with has left, and nothing stands in its place', () => {
    expect(typesOf(seen(screen(8, '? waiting'), screen(8, '')))).toEqual([
      'blocked by screen',
      'working by screen',
    ]);
    expect(typesOf(seen(screen(1, '*'), screen(1, ''), screen(1, '*')))).toEqual(['working by screen']);
    const title = (text: string): SourceRecord => ({ kind: 'title', text });
    const hand = title('your turn');
    expect(typesOf(seen(hand, screen(8, '? waiting'), title(''), screen(8, '')))).toEqual([
      'blocked by title',
      'blocked by screen',
      'working by title',
      'working by screen',
    ]);
    expect(typesOf(seen(screen(1, '*'), screen(1, ''), hand, screen(1, '*'), title('')))).toEqual([
      'working by screen',
      'blocked by title',
      'working by title',
    ]);
  });

  test('halts it where it says that it cannot go on', () => {
    expect(typesOf(seen(screen(2, '! limit')))).toEqual(['limited by screen', 'session.limited']);
    expect(seen(screen(3, '# broken'))).toContainEqual({
      type: 'session.trouble',
      source: 'screen',
      trouble: 'other',
      text: '# broken',
      ended: true,
    });
  });

  test('counts less than what it reports itself', () => {
    const facts = seen(osc('working'), screen(5, '>'), osc('idle'));
    expect(typesOf(facts)).toEqual(['working by osc', 'idle by screen', 'idle by osc', 'session.turn_ended']);
  });

  test('may be its title', () => {
    const facts = seen(
      { kind: 'title', text: 'mine: busy' },
      { kind: 'title', text: 'mine' },
      screen(5, '>'),
    );
    expect(typesOf(facts)).toEqual(['working by title', 'idle by screen', 'session.turn_ended']);
  });
});

describe('an answer', () => {
  const { agent } = mine(rules);
  const askIn = (text: string) => {
    const [, fact] = agent.observe(screen(0, text), {}).facts;
    if (fact?.type !== 'session.asked') throw new Error('nothing was asked');
    return { key: fact.key, body: fact.ask };
  };

  test('is keys, typed only while the very dialog stands there', () => {
    const delivery = agent.answer(askIn('Run a.b? [y/n]'), { kind: 'allow' });
    if (delivery?.via !== 'keys') throw new Error('no keys');
    expect(delivery.data).toBe('y\r');
    const fits = (text: string): boolean => new RegExp(delivery.guard, 'mu').test(text);
    expect(fits('some text\nRun a.b? [y/n]')).toBe(true);
    expect(fits('Run aXb? [y/n]')).toBe(false);
    expect(fits('Run a.b? [y/n] y')).toBe(false);
    expect(fits('it said: Run a.b')).toBe(false);
  });

  test('denies by its own keys', () => {
    expect(agent.answer(askIn('Run a? [y/n]'), { kind: 'deny', reason: null })).toMatchObject({
      data: '\x1b',
    });
  });

  test('in words is typed and entered, where a question was asked', () => {
    const other = mine(`screen: [{match: '^\\? (?<text>.+)$', ask: question}]`).agent;
    const [, fact] = other.observe(screen(0, '? Which one'), {}).facts;
    if (fact?.type !== 'session.asked') throw new Error('nothing was asked');
    expect(fact.ask.text).toBe('Which one');
    const told = { kind: 'text', text: 'the\nsecond', option: null } as const;
    expect(other.answer({ key: fact.key, body: fact.ask }, told)).toMatchObject({
      via: 'keys',
      data: 'the second',
      submit: { data: '\r' },
    });
  });

  test('is nobody’s where no rule knows the ask', () => {
    const body = askIn('Run a? [y/n]').body;
    expect(agent.answer({ key: 'dialog:99:x', body }, { kind: 'allow' })).toBeNull();
    expect(agent.tell('Go on.\nPlease.')).toMatchObject({ data: 'Go on. Please.', guard: '^>$' });
    expect(mine('').agent.tell('Go on.')).toBeNull();
  });
});
