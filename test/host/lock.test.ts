import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/host/lock.ts';
import { readProcess } from '../../src/host/proc.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'orch-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const lockedBy = (pid: number, started: string) =>
  writeFileSync(join(home, 'host.lock'), JSON.stringify({ pid, started }));

describe('the lock of a session', () => {
  it('is taken once', () => {
    expect(takeLock(home)).toBe(true);
    expect(takeLock(home)).toBe(false);
    expect(readdirSync(home)).toEqual(['host.lock']);
  });

  it('is left to a living holder', () => {
    lockedBy(1, readProcess(1)?.started ?? '');
    expect(takeLock(home)).toBe(false);
  });

  it('is taken over from a dead one, its pid used again or its lock torn', () => {
    lockedBy(1, 'another start');
    expect(takeLock(home)).toBe(true);
    writeFileSync(join(home, 'host.lock'), '{"pi');
    expect(takeLock(home)).toBe(true);
    expect(readdirSync(home)).toEqual(['host.lock']);
  });
});
