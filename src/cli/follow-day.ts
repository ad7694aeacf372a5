import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../domain/errors.ts';
import { type Event, eventLine } from '../domain/event.ts';
import type { EngineClient } from '../wire/client.ts';
import { complain } from './complain.ts';
import { ensureEngine } from './engine.ts';
import { eventText } from './event-text.ts';
import type { Io } from './io.ts';
import type { StopWish } from './stop-wish.ts';

export interface Started {
  readonly day: string;
  /** The first event of this start. */
  readonly from: number;
}

interface Following {
  readonly json: boolean;
  readonly io: Io;
  readonly programs: string;
  readonly stop: StopWish;
}

const print = (event: Event, { json, io }: Following): void => {
  const line = json ? eventLine(event) : eventText(event);
  if (line !== null) io.out(`${line}\n`);
};

/** One connection to the engine: prints events until this day ends (the one before may just do so) or the engine is gone. */
const listen = (
  client: EngineClient,
  { day, from }: Started,
  following: Following,
): Promise<{ readonly exit: number | null; readonly seq: number }> =>
  new Promise((resolve) => {
    let seq = from - 1;
    client.onClose(() => resolve({ exit: null, seq }));
    client.subscribe(from, (events) => {
      for (const event of events) {
        print(event, following);
        seq = event.seq;
        if (event.type === 'day.ended' && event.day === day) resolve({ exit: event.exit, seq });
      }
    });
  });

const AGAIN_MS = 500;
const PATIENCE_MS = 60_000;

/** An engine to follow: one that dies is started again; one that is silent, said once, may be busy and speak soon. */
const engineToFollow = async (
  project: string,
  { programs, io, stop }: Following,
): Promise<Result<EngineClient>> => {
  const until = performance.now() + PATIENCE_MS;
  for (let said = ''; ; ) {
    const engine = await ensureEngine(project, programs);
    if (engine.ok || engine.error.code !== 'engine.silent') return engine;
    if (stop.isUrgent || performance.now() > until) return engine;
    if (engine.error.what !== said) complain(io, engine.error);
    said = engine.error.what;
    await pause(AGAIN_MS);
  }
};

/** Prints the day's events until it is over: nothing of it is lost with an engine. */
export const followDay = async (
  { project, day, from: first }: Started & { readonly project: string },
  following: Following,
): Promise<number> => {
  for (let from = first; ; ) {
    const engine = await engineToFollow(project, following);
    if (!engine.ok) return complain(following.io, engine.error);
    const client = engine.value;
    following.stop.connected(client);
    const seen = await listen(client, { day, from }, following);
    client.close();
    if (seen.exit !== null) return seen.exit;
    from = seen.seq + 1;
  }
};
