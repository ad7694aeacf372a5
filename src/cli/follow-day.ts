import { type Event, eventLine } from '../domain/event.ts';
import type { EngineClient } from '../wire/client.ts';
import { complain } from './complain.ts';
import { ensureEngine } from './engine.ts';
import { eventText } from './event-text.ts';
import type { Io } from './io.ts';

export interface Started {
  readonly day: string;
  /** The first event of this start. */
  readonly from: number;
}

interface Following {
  readonly json: boolean;
  readonly io: Io;
  readonly programs: string;
}

/** The signals a person or a supervisor ends a headless day with. */
const signals = ['SIGINT', 'SIGTERM'] as const;

const print = (event: Event, { json, io }: Following): void => {
  const line = json ? eventLine(event) : eventText(event);
  if (line !== null) io.out(`${line}\n`);
};

/** One connection to the engine: prints events until the day ends or the engine is gone. */
const listen = (
  client: EngineClient,
  from: number,
  following: Following,
): Promise<{ readonly exit: number | null; readonly seq: number }> =>
  new Promise((resolve) => {
    let seq = from - 1;
    client.onClose(() => resolve({ exit: null, seq }));
    client.subscribe(from, (events) => {
      for (const event of events) {
        print(event, following);
        seq = event.seq;
        if (event.type === 'day.ended') resolve({ exit: event.exit, seq });
      }
    });
  });

/** The first signal halts the day in good order, the second at once. */
const stopOnSignal = (engine: () => EngineClient | null): (() => void) => {
  let count = 0;
  const stop = (): void => {
    count += 1;
    void engine()?.command({ do: 'day.stop', now: count > 1 });
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
};

/** Prints the day's events until it is over. An engine that dies is started again: nothing is lost. */
export const followDay = async (
  started: Started & { readonly project: string },
  following: Following,
): Promise<number> => {
  let client: EngineClient | null = null;
  const release = stopOnSignal(() => client);
  try {
    for (let from = started.from; ; ) {
      const engine = await ensureEngine(started.project, following.programs);
      if (!engine.ok) return complain(following.io, engine.error);
      client = engine.value;
      const seen = await listen(client, from, following);
      client.close();
      if (seen.exit !== null) return seen.exit;
      from = seen.seq + 1;
    }
  } finally {
    release();
  }
};
