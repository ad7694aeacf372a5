import type { Answer, AskBody } from '../domain/ask.ts';
import type { Fact } from '../domain/fact.ts';
import type { AgentSettings } from '../domain/settings.ts';
import type { TaskSpec } from '../domain/task.ts';

/**
 * An agent is a description, not an actor: how to launch it, which sources of
 * facts it has, what each record means, how words reach it. All of it is data
 * and pure functions; the session host does the doing, once, for all.
 */
export interface Agent {
  readonly name: string;
  readonly detect: Detection;
  /** What the task must state for this agent, as a sentence, or null when all is there. */
  readonly lacks: (task: TaskSpec) => string | null;
  readonly launch: (context: LaunchContext) => LaunchPlan;
  /** Goes on with an earlier session's conversation; null where this one cannot. */
  readonly resume: (context: LaunchContext, earlier: EarlierSession) => LaunchPlan | null;
  /** One record of a source → facts. `memory` is the agent's own, carried from record to record. */
  readonly observe: (record: SourceRecord, memory: Memory) => Observed;
  /** How an answer reaches the agent; null where this ask cannot be answered from outside. */
  readonly answer: (ask: PendingAsk, answer: Answer) => Delivery | null;
  /** How words for its next turn reach an agent that has ended one; null where it takes none. */
  readonly tell: (text: string) => Delivery | null;
  /** True where new output means progress (plain programs); a spinner does not. */
  readonly outputIsProgress: boolean;
  /** Troubles it is known to run into, and what mends them; the first that fits counts. */
  readonly recoveries: readonly Recovery[];
}

export interface Detection {
  /** Null where orch brings the program itself. */
  readonly command: string | null;
  readonly versionArgs: readonly string[];
  /** Finds the version in what `versionArgs` prints; its first group. */
  readonly versionPattern: string;
  /** The version the stories are played with; another is said, not refused. */
  readonly tested: string | null;
  readonly install: string;
  /** It is signed in when one of these variables is set or one of the files is there; `~/` is the person's home, `$NAME/` what a variable names. */
  readonly keys: readonly string[];
  readonly signInFiles: readonly string[];
  /** How a person signs in, as a command. */
  readonly signIn: string | null;
  /** Further variables of the person's environment it needs to see (an endpoint, a proxy). */
  readonly passes: readonly string[];
}

/** Everything a launch may depend on. Paths are absolute. */
export interface LaunchContext {
  readonly project: string;
  /** Where the agent works: its worktree, or the project. */
  readonly cwd: string;
  /** agent_workspaces/<task>, where question.md, answer.md, summary.md live. */
  readonly workspace: string;
  /** A directory of this session's own for config and scratch files. */
  readonly scratch: string;
  /** A directory of this task and agent, the same in every session: its private config home. */
  readonly home: string;
  /** The person's own home, for sign-in files. Read it, link to it, never write it. */
  readonly personHome: string;
  /** What the agent sees of the person's environment, before the plan's own: where else its files may lie. */
  readonly personEnv: Readonly<Record<string, string>>;
  /** Those of its `signInFiles` that are there, absolute. */
  readonly signInFiles: readonly string[];
  readonly task: TaskSpec;
  readonly attempt: number;
  readonly session: string;
  /** Given to agents that let us name their conversation. */
  readonly conversation: string;
  readonly model: string | null;
  readonly instructionsFile: string;
  readonly instructions: string;
  /** What to say first: the instructions, a hand-over, or what a resumed agent must know to go on. */
  readonly prompt: string;
  readonly settings: AgentSettings;
  readonly httpHosts: readonly string[];
  /** What a person allowed this task by approving it. */
  readonly approved: boolean;
  /** True where orch's own sandbox holds the agent: its own is off then, nested ones fail. */
  readonly sandboxed: boolean;
  /** It may read, not write: a reviewer. */
  readonly readOnly: boolean;
  /** Directories besides `cwd` and `workspace` it may work in: mended path troubles. */
  readonly allowed: readonly string[];
  /** Flags a recovery adds. */
  readonly extraArgs: readonly string[];
  /** A loopback port that was free a moment ago, for agents that serve one. */
  readonly port: number;
  /** Nobody can guess it: the password of such a server. */
  readonly secret: string;
  /** A shell command that hands its standard input to the session host as a call, and prints the reply. */
  readonly callCommand: (from: string) => string;
  /** orch's MCP server for this session, over stdio. */
  readonly mcp: McpServer;
  /** orch's own programs: `node` and the bundle directory. */
  readonly node: string;
  readonly programs: string;
}

export interface McpServer {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface EarlierSession {
  readonly session: string;
  /** As the agent named it (`session.conversation`), else as we did. */
  readonly conversation: string;
  readonly scratch: string;
  /** What `observe` remembered when it ended. */
  readonly memory: Memory;
}

export interface LaunchPlan {
  readonly argv: readonly string[];
  /** Added to the allow-listed environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly PlannedFile[];
  readonly sources: readonly SourceSpec[];
  /** Its first words, typed once it shows that it waits for them. */
  readonly opening?: KeysDelivery;
  /** What `observe` begins with, where that is not what an earlier session left. */
  readonly memory?: Memory;
  /** Where an agent that serves HTTP on loopback is reached, for `events` and `http`. */
  readonly server?: AgentServer;
}

export interface AgentServer {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type PlannedFile =
  | { readonly path: string; readonly text: string; readonly mode?: number }
  /** A link to a file of the person's, such as a sign-in; left out where that is not there. */
  | { readonly path: string; readonly link: string }
  /**
   * A copy, taken anew at each start, where the agent would write into the person's own. Of a folder
   * everything but its `.git` is copied; the packages in its node_modules are linked.
   */
  | { readonly path: string; readonly copy: string };

/** Where facts come from; the host opens each and hands on its records. Calls are always open. */
export type SourceSpec =
  /** Operating-system commands the program prints, e.g. 7501. */
  | { readonly kind: 'osc'; readonly codes: readonly number[] }
  | { readonly kind: 'title' }
  /** A file of JSON lines that grows; read on from a durable offset. */
  | { readonly kind: 'follow'; readonly id: string; readonly path: string }
  /** All files below `dir` whose path in it matches; each followed like the above, whenever it comes. */
  | { readonly kind: 'follow_all'; readonly id: string; readonly dir: string; readonly pattern: string }
  /** Server-sent events of the agent's own server; `first` are paths fetched at each (re)connect, before the events. */
  | { readonly kind: 'events'; readonly id: string; readonly path: string; readonly first: readonly string[] }
  /** Text on the screen, last resort; each rule is a regular expression over the whole screen. */
  | { readonly kind: 'screen'; readonly rules: readonly string[] };

export type SourceRecord =
  | { readonly kind: 'osc'; readonly code: number; readonly data: string }
  | { readonly kind: 'title'; readonly text: string }
  /** A line of a followed file (`path`), the data of a server event, or a fetched body (`path` as asked). */
  | { readonly kind: 'line'; readonly id: string; readonly text: string; readonly path: string }
  /** A program the agent ran (a hook, a status line) calls its host; `data` is its standard input as JSON, else text. */
  | { readonly kind: 'call'; readonly from: string; readonly data: unknown }
  /** A held call was given up by the agent before it was answered. */
  | { readonly kind: 'call_gone'; readonly key: string }
  /** What the rule matches now; empty once it matches no longer. */
  | { readonly kind: 'screen'; readonly rule: number; readonly text: string };

export type Memory = Readonly<Record<string, unknown>>;

export interface Observed {
  readonly facts: readonly Fact[];
  readonly memory: Memory;
  /** To a call: what is printed at once, or the ask whose answer it waits for. Nothing is said where left out. */
  readonly reply?: { readonly text: string } | { readonly hold: string };
}

export interface PendingAsk {
  readonly key: string;
  readonly body: AskBody;
}

/** Typed only once the guard matches the screen. */
export interface GuardedKeys {
  readonly data: string;
  readonly guard: string;
  /** Not sooner than this after the guard matched: some take an Enter close behind a paste for a part of it. */
  readonly after_ms?: number;
  readonly submit?: GuardedKeys;
}

/** How words go out. The host carries it out and says so. */
export type Delivery =
  | { readonly via: 'file'; readonly path: string; readonly text: string }
  | KeysDelivery
  /** The reply to the call held under the ask's key. */
  | { readonly via: 'call'; readonly text: string }
  /** To the agent's own server, one request after the other; each must be answered with 2xx. */
  | { readonly via: 'http'; readonly requests: readonly HttpRequest[] };

/**
 * Typed only while `guard` (a regular expression) matches the screen: never a blind Enter.
 * With `submit`, its keys follow once its own guard matches: a paste that shows before Enter;
 * so may more after these.
 */
export interface KeysDelivery {
  readonly via: 'keys';
  readonly data: string;
  readonly guard: string;
  readonly submit?: GuardedKeys;
}

export interface HttpRequest {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: unknown;
}

/** What mends a trouble (`session.trouble`) the agent ran into. */
export interface Recovery {
  readonly name: string;
  /** A regular expression over the trouble's text; a named group `path` is what is to be allowed. */
  readonly pattern: string;
  /** `relaunch`: again with `args`, the conversation kept; `allow`: the same with the path allowed, where policy permits. */
  readonly action: 'relaunch' | 'allow' | 'wait' | 'escalate';
  readonly args: readonly string[];
}
