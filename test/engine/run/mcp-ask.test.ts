import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../fixtures/journals.ts';
import { dist, Room, until } from '../../fixtures/room.ts';

let room: Room;
beforeEach(() => {
  room = new Room();
});
afterEach(() => room.clear());

const call = {
  tool: 'ask_human',
  arguments: { question: 'Which colour?', options: ['red', 'blue'] },
  id: '1',
};
const asking = `'${process.execPath}' '${join(dist, 'call.js')}' "$ORCH_CALLS" mcp '${JSON.stringify(call)}'`;

/** Asks as orch's MCP server does, and prints the answer as its step's output. */
const asker = {
  id: 'a',
  name: 'asks',
  agent: 'steps',
  risk: 'low',
  estimated_complexity: 'low',
  steps: [{ skill: 'bash', args: ['-c', `echo asking; ${asking}`] }],
};

describe('a question by orch’s tool', () => {
  it('waits in the inbox, and its answer goes back to the call that asked', async () => {
    room.day([asker]);
    await room.open();
    const client = await room.start();
    const { ask, key, body } = await room.event('ask.opened');
    expect(key).toMatch(/^mcp:/);
    expect(body).toMatchObject({ text: 'Which colour?', options: ['red', 'blue'] });
    must(await client.command({ do: 'ask.answer', ask, option: 2 }));
    const step = await room.event('session.step');
    expect(step.stdout).toContain('B) blue');
    expect(await room.event('ask.sent')).toMatchObject({ ask, via: 'call' });
    expect(await room.event('ask.delivered')).toMatchObject({ ask });
  });

  it('is answered to the same call by an engine that comes after', async () => {
    room.day([asker]);
    await room.open();
    await room.start();
    const { ask } = await room.event('ask.opened');
    await room.close();
    await room.open();
    const client = await room.client();
    await until(() => room.all('engine.started').length === 2);
    must(await client.command({ do: 'ask.answer', ask, text: 'green' }));
    expect((await room.event('session.step')).stdout).toContain('green');
  });
});
