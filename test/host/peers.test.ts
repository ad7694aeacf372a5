import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/wire/connect.ts';
import { Stage, until, value } from './driver.ts';

let stage: Stage;
beforeEach(() => {
  stage = new Stage();
});
afterEach(() => stage.clear());

describe('a host that is told what it does not understand', () => {
  it('says so or hangs up, and its agent goes on', async () => {
    const host = await stage.shell('echo here; sleep 600');
    for (const message of [
      { t: 'order', id: 7, order: { do: 'frob' } },
      { t: 'order', id: 7, order: null },
      { t: 'order', id: 7 },
    ]) {
      const channel = value(await connect(host.spec.socket, 5_000));
      const heard: unknown[] = [];
      channel.onMessage((reply) => heard.push(reply));
      channel.send(message);
      await until(() => heard.length > 0);
      expect(heard).toMatchObject([{ t: 'reply', id: 7, ok: false, error: { code: expect.any(String) } }]);
      channel.close();
    }
    for (const message of [42, null, {}, { t: 'frob' }, { t: 'input', data: 7 }]) {
      const channel = value(await connect(host.spec.socket, 5_000));
      const closed = new Promise<void>((resolve) => channel.onClose(resolve));
      channel.onMessage(() => {});
      channel.send(message);
      await closed;
    }
    expect(await host.shows('here')).toContain('here');
    await host.link.order({ do: 'kill' });
  });
});
