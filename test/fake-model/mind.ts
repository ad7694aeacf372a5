import type { ServerResponse } from 'node:http';
import { answer } from './answering.ts';
import { type Asked, isObject } from './asked.ts';
import { backgroundTurn } from './background.ts';
import type { Dialect } from './dialect.ts';
import { anthropic } from './dialects/anthropic.ts';
import { chat } from './dialects/chat.ts';
import { gemini } from './dialects/gemini.ts';
import { responses } from './dialects/responses.ts';
import type { Fault } from './fault.ts';
import { Gates } from './gates.ts';
import { type Arrival, type Entry, Ledger } from './ledger.ts';
import { type Picked, pick } from './pick.ts';
import { closing, type Scripts, type Step, type Turn, unscripted } from './script.ts';
import type { Request } from './server.ts';
import { Sightings } from './sightings.ts';
import { answerStray } from './strays.ts';

const dialects: readonly Dialect[] = [anthropic, responses, chat, gemini];

const inWords = ({ asked, script, turn }: Arrival): string =>
  `${asked.dialect} ${asked.model}: ${asked.background ? 'background' : `${script} turn ${turn}`}`;

const askedOf = (dialect: Dialect, { path, headers, body }: Request): Asked => {
  const parsed: unknown = JSON.parse(body);
  const object = isObject(parsed) ? parsed : {};
  return { dialect: dialect.name, path, headers, body: object, ...dialect.read(path, object) };
};

/** What is behind the port: takes each request to its turn, and keeps the books. */
export class Mind {
  readonly scripts: Map<string, readonly Step[]>;
  readonly gates = new Gates();
  readonly ledger = new Ledger();
  readonly arrivals = new Sightings<Arrival>(inWords);
  readonly answers = new Sightings<Entry>((entry) => `${inWords(entry)} ${entry.outcome}`);
  readonly strays: string[] = [];
  readonly mistakes: string[] = [];
  readonly #faults = new Map<string, number>();

  constructor(scripts: Scripts) {
    this.scripts = new Map(Object.entries(scripts));
  }

  async take(request: Request, response: ServerResponse): Promise<void> {
    const dialect = request.method === 'POST' ? dialects.find((one) => one.speaks(request.path)) : undefined;
    if (dialect === undefined) {
      this.strays.push(`${request.method} ${request.path}`);
      answerStray(request, response);
      return;
    }
    const asked = askedOf(dialect, request);
    const picked = asked.background ? null : pick(asked, this.scripts);
    const arrival: Arrival = {
      asked,
      script: picked?.script ?? null,
      turn: picked?.turn ?? null,
      began: Date.now(),
    };
    this.arrivals.add(arrival);
    const entry = await this.#answer(dialect, arrival, picked, response);
    this.ledger.entries.push(entry);
    this.answers.add(entry);
  }

  async #answer(
    dialect: Dialect,
    arrival: Arrival,
    picked: Picked | null,
    response: ServerResponse,
  ): Promise<Entry> {
    try {
      const turn = await this.#turn(arrival.asked, picked);
      const task = { arrival, dialect, turn, fault: this.#due(arrival, turn) };
      return await answer(task, response, this.gates);
    } catch (error) {
      const mistake = `${inWords(arrival)}: ${error instanceof Error ? error.message : String(error)}`;
      this.mistakes.push(mistake);
      const fault: Fault = { kind: 'refused', status: 400, type: 'invalid_request_error', message: mistake };
      return answer({ arrival, dialect, turn: {}, fault }, response, this.gates);
    }
  }

  async #turn(asked: Asked, picked: Picked | null): Promise<Turn> {
    if (asked.background) return backgroundTurn(asked);
    if (picked === null) return unscripted;
    const { step } = picked;
    if (step === null) return closing;
    return typeof step === 'function' ? step(asked) : step;
  }

  /** What goes wrong this time: a fault with `times` is over after so many. */
  #due({ asked, script, turn: index }: Arrival, { fault }: Turn): Fault | null {
    if (fault === undefined) return null;
    const key = `${asked.dialect} ${script} ${index}`;
    const before = this.#faults.get(key) ?? 0;
    this.#faults.set(key, before + 1);
    return before < (fault.times ?? Number.POSITIVE_INFINITY) ? fault : null;
  }
}
