import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canMount, smallDisk } from '../fixtures/small-disk.ts';
import { until } from './processes.ts';
import { demo, steadily } from './project.ts';
import { newProject } from './story.ts';

describe.runIf(canMount)('a disk that fills', () => {
  test('refuses wishes with a clear line, loses nothing, and goes on by itself once there is room', async () => {
    const disk = smallDisk(6_000);
    try {
      const dir = `${disk.dir}/p`;
      mkdirSync(dir);
      const project = newProject({ dir });
      project.day([
        demo('long', [...steadily().slice(0, 40), { do: 'say', text: 'the end' }], { max_cost_usd: 5 }),
      ]);
      const day = project.start();
      await day.event('session.usage');
      disk.fill();
      const refused = await until(async () => {
        const done = await project.orch('raise', 'long', '1');
        return done.err.includes('disk is full') || done.err.includes('no room') ? done : null;
      });
      expect(refused.code).toBe(1);
      expect(refused.err).toMatch(/^orch: .*full.*\(free some space; orch goes on by itself\)\n$/);
      const shown = await project.status();
      expect(shown.tasks[0]).toMatchObject({ id: 'long', state: 'running' });
      expect(shown.notices.at(-1)).toMatchObject({ level: 'error', text: expect.stringContaining('full') });
      disk.free();
      expect(await day.exit()).toBe(0);
      const facts = day.events.filter(({ n }) => n !== undefined);
      expect(facts.map(({ n }) => n)).toEqual(facts.map((_, i) => i + 1));
      expect((await day.event('session.message', ({ text }) => text === 'the end')).n).toBeGreaterThan(40);
      await project.quiet();
    } finally {
      disk.remove();
    }
  });

  test('lets no day begin, and says why', async () => {
    const disk = smallDisk(2_000);
    try {
      const dir = `${disk.dir}/p`;
      mkdirSync(dir);
      const project = newProject({ dir });
      project.day([demo('one', [{ do: 'say', text: 'one' }])]);
      disk.fill();
      const { code, err } = await project.orch('start', '--headless');
      expect(code).not.toBe(0);
      expect(err).toMatch(/^orch: .+\n$/);
      expect(err).toMatch(/full|space/);
      disk.free();
      expect(await project.start().exit()).toBe(0);
      await project.quiet();
    } finally {
      disk.remove();
    }
  });
});
