/** What goes wrong with a turn. With `times`, only so often in each dialect; the turn is answered then. */
export type Fault = (Refusal | Interruption) & { readonly times?: number };

/** An error instead of an answer, in the dialect's own words. */
export type Refusal =
  /** Too many requests just now. */
  | { readonly kind: 'rate_limit'; readonly retryAfter: number }
  /**
   * The plan's limit is reached: nothing goes on before the reset (ms). Claude Code has plans only for those
   * signed in, so start it with CLAUDE_CODE_OAUTH_TOKEN instead of a key; OpenCode waits until then.
   */
  | { readonly kind: 'usage_limit'; readonly resetsAt: number }
  /** The key is wrong. */
  | { readonly kind: 'auth' }
  /** Too busy: Anthropic's 529 and its like. */
  | { readonly kind: 'overloaded' }
  /** It broke down: a 500. */
  | { readonly kind: 'server' }
  /** Anything else, as stated. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly type: string;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>>;
      /** The whole body, where the dialect's usual form will not do. */
      readonly body?: unknown;
    };

/** An answer that stops after its first piece: give it more than one to say. */
export type Interruption =
  /** The stream stalls until the client leaves. */
  | { readonly kind: 'stalls' }
  /** The socket is torn. */
  | { readonly kind: 'breaks' }
  /** The stream itself says that the model is overloaded. */
  | { readonly kind: 'overloaded_inside' };

const interruptions = new Set(['stalls', 'breaks', 'overloaded_inside']);

export const isInterruption = (fault: Refusal | Interruption): fault is Interruption =>
  interruptions.has(fault.kind);

/** What is sent instead of an answer. */
export interface Refused {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
