import { describe, expect, it } from 'vitest';
import { AConsole } from '../a-console.tsx';

const works = {
  type: 'session.state',
  task: 'task-003',
  session: 'task-003.1',
  state: 'working',
  source: 'hook',
  message: 'still at it',
} as const;

describe('A console that is taken down', () => {
  it('sets no clock going for what still comes in, so that its process can end', async () => {
    const app = new AConsole();
    expect(app.waits).toBe(true);
    app.press('D').closes();
    expect(app.waits).toBe(false);
    app.happens(works).engineGoes('left');
    await app.press('j').settles();
    expect(app.waits).toBe(false);
  });
});
