/**
 * A model server for tests: scripted, on loopback, in the four dialects of the agents' CLIs.
 *
 *     const model = await FakeModel.start({
 *       scripts: {
 *         GREET: [
 *           { thinks: 'A file, then.', calls: [{ write: '/tmp/x/hello.txt', text: 'hello' }],
 *             usage: { input: 1200, output: 40, cache_read: 9000 } },
 *           { says: 'Written.' },
 *         ],
 *       },
 *     });
 *     … start a CLI against model.urls.anthropic | openai | gemini with the prompt "Greet. [[GREET]]" …
 *     await model.close();
 *
 * Which turn: the last `[[NAME]]` in a person's words that is the name of a script picks the script, and
 *   the number of the model's answers since picks the turn. The request alone decides, so retries, kills,
 *   resumes and many sessions at once all land right. After the last turn: a short closing text.
 * Turns (script.ts): thinks, says, calls, usage, quota, delay, gap, gate, gateInside, fault; or a function
 *   of the request. Calls may say what they are for ({run}, {write}, {read}, {ask}, {mcp}, {delegate}):
 *   the tool is then the one of the CLI that asks. A step that throws, or a call no offered tool fits,
 *   is answered with 400, and `close()` rejects with it.
 * Faults (fault.ts): rate_limit, usage_limit, auth, overloaded, server, refused; stalls, breaks,
 *   overloaded_inside after the first piece. `times: n` for only so often.
 * Never sleep: `await model.reached('g')` is a turn come to the gate 'g', `model.release('g')` lets it go on;
 *   `await model.saw((arrival) => …)` a request that fits, `await model.answered((entry) => …)` an answer over.
 * Truth: `model.ledger` (ledger.ts) has every answer: billed(), unbilled(), tokens(), byModel(), usd(prices),
 *   timeline. Requests without tools, and those that want JSON, are background: entry.asked.background.
 *   `model.strays` are the requests of no dialect.
 */
import type { Arrival, Entry, Ledger } from './ledger.ts';
import { Mind } from './mind.ts';
import type { Scripts, Step } from './script.ts';
import { type Listening, listen } from './server.ts';

/** Long, for a CLI that starts on a busy machine; a test's own timeout is shorter where it matters. */
const WITHIN = 60_000;

export interface Urls {
  /** ANTHROPIC_BASE_URL. */
  readonly anthropic: string;
  /** A provider's base URL, for Responses and for chat completions. */
  readonly openai: string;
  /** GOOGLE_GEMINI_BASE_URL. */
  readonly gemini: string;
}

/** The scripted model and the port it listens on. */
export class FakeModel {
  readonly port: number;
  readonly urls: Urls;
  readonly #mind: Mind;
  readonly #listening: Listening;

  private constructor(mind: Mind, listening: Listening) {
    this.#mind = mind;
    this.#listening = listening;
    this.port = listening.port;
    const origin = `http://127.0.0.1:${this.port}`;
    this.urls = { anthropic: origin, openai: `${origin}/v1`, gemini: origin };
  }

  static async start({
    scripts = {},
    port = 0,
  }: {
    scripts?: Scripts;
    port?: number;
  } = {}): Promise<FakeModel> {
    const mind = new Mind(scripts);
    const listening = await listen((request, response) => mind.take(request, response), port);
    return new FakeModel(mind, listening);
  }

  get ledger(): Ledger {
    return this.#mind.ledger;
  }

  /** Requests of no dialect, such as `GET /v1/models`. */
  get strays(): readonly string[] {
    return this.#mind.strays;
  }

  /** A further script, or a known one anew. */
  script(name: string, steps: readonly Step[]): void {
    this.#mind.scripts.set(name, steps);
  }

  /** Lets the turns at this gate go on, now and later. */
  release(gate: string): void {
    this.#mind.gates.release(gate);
  }

  /** Resolves once a turn has come to this gate. */
  reached(gate: string): Promise<void> {
    return this.#mind.gates.reached(gate);
  }

  /** The first request that fits, come already or yet to come. */
  saw(fits: (arrival: Arrival) => boolean, within = WITHIN): Promise<Arrival> {
    return this.#mind.arrivals.first(fits, within);
  }

  /** The first request over and in the ledger that fits, now or later. */
  answered(fits: (entry: Entry) => boolean, within = WITHIN): Promise<Entry> {
    return this.#mind.answers.first(fits, within);
  }

  /** Calls for every answer from now on. */
  onAnswer(tell: (entry: Entry) => void): void {
    this.#mind.answers.follow(tell);
  }

  /** Ends it, tearing what is open. Rejects where a script was wrong. */
  async close(): Promise<void> {
    await this.#listening.close();
    this.#mind.gates.releaseAll();
    if (this.#mind.mistakes.length > 0)
      throw new Error(`scripts of the fake model are wrong:\n  ${this.#mind.mistakes.join('\n  ')}`);
  }
}
