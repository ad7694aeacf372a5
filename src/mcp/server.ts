import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { placeCall } from '../wire/call.ts';
import { descriptions, INSTRUCTIONS, inputs, type ToolCall, type ToolName, toolsFor } from './tools.ts';

export interface McpPlan {
  /** The session host's; null where no session of orch's is around. */
  readonly socket: string | null;
  readonly reviewer: boolean;
  readonly version: string;
  /** How often a client that waits is told that its call is alive: many give up after a minute of silence. */
  readonly keepAliveMs: number;
}

const HEARD_WITHIN_MS = 15_000;

const said = (text: string) => ({ content: [{ type: 'text' as const, text }] });
const failed = (text: string) => ({ ...said(text), isError: true });

/** Claude Code hides the tools of servers until the agent searches for them: these it shall see at once. */
const AT_HAND = { 'anthropic/alwaysLoad': true };

const ALONE =
  'This works only in a session that orch started: there is nobody to hear it here. Go on by your own judgement, and say in your last message what you would have asked or told.';

/** Tells the client now and then that its call is alive; returns what ends that. */
const keepAlive = ({ mcpReq }: ServerContext, everyMs: number): (() => void) => {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let progress = 0;
  const timer = setInterval(() => {
    progress += 1;
    const params = { progressToken, progress, message: 'waiting for the person' };
    // A client that is gone needs no news.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  }, everyMs);
  return () => clearInterval(timer);
};

const forwarded = async (plan: McpPlan, call: ToolCall, context: ServerContext) => {
  if (plan.socket === null) return failed(ALONE);
  const endKeepAlive = keepAlive(context, plan.keepAliveMs);
  const { signal } = context.mcpReq;
  const reply = await placeCall(
    plan.socket,
    { from: 'mcp', data: call },
    { heardWithinMs: HEARD_WITHIN_MS, signal },
  );
  endKeepAlive();
  if (reply.ok) return said(reply.value);
  return failed(reply.error.code === 'host.absent' ? ALONE : `orch did not answer: ${reply.error.what}`);
};

const register = (server: McpServer, name: ToolName, plan: McpPlan): void => {
  const { title, description, readOnly } = descriptions[name];
  const annotations = { readOnlyHint: readOnly, destructiveHint: false, openWorldHint: false };
  const tool = { title, description, inputSchema: inputs[name], annotations, _meta: AT_HAND };
  server.registerTool(name, tool, (given: unknown, context: ServerContext) =>
    forwarded(plan, { tool: name, arguments: given, id: String(context.mcpReq.id) }, context),
  );
};

/** orch's MCP server: each tool call becomes a call to the session host. */
export const mcpServer = (plan: McpPlan): McpServer => {
  const server = new McpServer({ name: 'orch', version: plan.version }, { instructions: INSTRUCTIONS });
  for (const name of toolsFor(plan.reviewer)) register(server, name, plan);
  return server;
};
