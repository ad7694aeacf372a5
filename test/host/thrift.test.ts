import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Thrift } from '../../src/host/thrift.ts';

const MEGABYTE = 1024 * 1024;
const giveBack = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  giveBack.mockClear();
});
afterEach(() => vi.useRealTimers());

it('gives memory back once, when a flooding agent has come to rest', () => {
  const thrift = new Thrift(giveBack);
  for (let second = 0; second < 30; second += 1) {
    thrift.printed(MEGABYTE);
    vi.advanceTimersByTime(1_000);
  }
  expect(giveBack).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(giveBack).toHaveBeenCalledTimes(1);
  thrift.printed(MEGABYTE);
  vi.advanceTimersByTime(60_000);
  expect(giveBack).toHaveBeenCalledTimes(1);
});

it('leaves an agent alone that prints little', () => {
  const thrift = new Thrift(giveBack);
  thrift.printed(MEGABYTE);
  vi.advanceTimersByTime(60_000);
  expect(giveBack).not.toHaveBeenCalled();
});

it('really makes this process smaller', () => {
  vi.useRealTimers();
  const thrift = new Thrift();
  const before = process.memoryUsage().heapTotal;
  const flood = Array.from({ length: 40 }, () => Array.from({ length: 50_000 }, (_, i) => ({ i })));
  const swollen = process.memoryUsage().heapTotal;
  expect(swollen).toBeGreaterThan(before);
  flood.length = 0;
  vi.useFakeTimers();
  thrift.printed(8 * MEGABYTE);
  vi.advanceTimersByTime(60_000);
  expect(process.memoryUsage().heapTotal).toBeLessThan(swollen);
});
