import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Event } from '../../../src/domain/event.ts';
import { Subscription } from '../../../src/engine/run/subscription.ts';
import { type Journal, openJournal } from '../../../src/journal/journal.ts';
import type { Channel } from '../../../src/wire/channel.ts';
import type { FromEngine } from '../../../src/wire/messages.ts';
import { entries, must, notice, temporaryFolder } from '../../fixtures/journals.ts';

let folder: ReturnType<typeof temporaryFolder>;
let journal: Journal;

beforeEach(() => {
  folder = temporaryFolder();
  journal = must(openJournal(folder.dir));
});
afterEach(() => {
  journal.close();
  folder.remove();
});

const write = (...texts: string[]): readonly Event[] =>
  must(journal.append(entries('2026-11-21', ...texts.map(notice))));

/** A viewer whose socket can be full. */
const viewer = () => {
  const seen: number[] = [];
  let drained = (): void => {};
  const self = { seen, room: true, drain: () => drained() };
  const nothing = (): void => {};
  const channel: Channel = {
    send: (message) => {
      const { t, ...rest } = message as FromEngine;
      if (t === 'events') seen.push(...(rest as { events: Event[] }).events.map((event) => event.seq));
      return self.room;
    },
    sendCells: () => true,
    onMessage: nothing,
    onCells: nothing,
    onClose: nothing,
    onDrain: (listener) => {
      drained = listener;
    },
    close: nothing,
  };
  return { ...self, self, channel };
};

it('gets what was journaled from the number asked for, then what comes, each once', () => {
  write('one', 'two', 'three');
  const { channel, seen } = viewer();
  const subscription = new Subscription(channel, journal, 2);
  expect(seen).toEqual([2, 3]);
  subscription.publish(write('four'));
  expect(seen).toEqual([2, 3, 4]);
});

it('gets a long day in pieces', () => {
  write(...Array.from({ length: 1_200 }, (_one, i) => `event ${i}`));
  const { channel, seen } = viewer();
  new Subscription(channel, journal, 1);
  expect(seen).toEqual(Array.from({ length: 1_200 }, (_one, i) => i + 1));
});

it('is sent nothing while it is slow, and reads on from the journal without a gap', () => {
  const { channel, seen, self } = viewer();
  const subscription = new Subscription(channel, journal, 1);
  self.room = false;
  subscription.publish(write('one'));
  subscription.publish(write('two'));
  subscription.publish(write('three'));
  expect(seen).toEqual([1]);
  self.room = true;
  self.drain();
  expect(seen).toEqual([1, 2, 3]);
  subscription.publish(write('four'));
  expect(seen).toEqual([1, 2, 3, 4]);
});
