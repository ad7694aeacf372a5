import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OutputMeter } from '../../src/host/output-meter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says once a minute how much was printed in it, and nothing in a silent minute', () => {
  const said: number[] = [];
  const meter = new OutputMeter((bytes) => said.push(bytes));
  meter.add(10);
  meter.add(5);
  vi.advanceTimersByTime(59_999);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual([15]);
  vi.advanceTimersByTime(600_000);
  expect(said).toEqual([15]);
  meter.add(1);
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([15, 1]);
});

it('says nothing more once it is stopped', () => {
  const said: number[] = [];
  const meter = new OutputMeter((bytes) => said.push(bytes));
  meter.add(10);
  meter.stop();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
