import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Stage, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

describe('a session', () => {
  it('runs its agent in a terminal and says how it began and ended', async () => {
    const host = await stage.shell('stty size; echo "$TERM $COLORTERM"; env | grep -c VITEST; exit 3');
    const exited = await host.fact('session.exited');
    expect(exited).toMatchObject({ code: 3, signal: null, asked: false });
    expect(host.facts.map((fact) => fact.n)).toEqual(host.facts.map((_, at) => at + 1));
    expect(host.facts[0]).toMatchObject({ type: 'session.started', agent: 'probe', rung: 'walk' });
    expect(host.facts.at(-1)).toEqual(exited);
    await host.gone;
    expect(host.process.exitCode).toBe(0);
    expect(host.spooled()).toEqual(host.facts);
  });

  it('shows its screen as text, types what it is given, and answers a ping', async () => {
    const host = await stage.shell('read answer; echo "got $answer"; read more');
    host.link.input('blue\r');
    expect(await host.shows('got blue')).toContain('blue');
    expect(await host.link.ping(1000)).toBe(true);
    expect(value(await host.link.order({ do: 'kill' }))).toEqual({ all: true });
    expect(await host.fact('session.exited')).toMatchObject({ code: null, signal: 'SIGKILL', asked: true });
  });
});
