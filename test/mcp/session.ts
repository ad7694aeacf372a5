import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const program = new URL('../../src/mcp/main.ts', import.meta.url).pathname;

/** An agent's side of orch's MCP server: the real program over stdio. */
export const mcpClient = async (...args: readonly string[]): Promise<Client> => {
  const client = new Client({ name: 'an agent', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['--no-warnings', program, ...args],
    env: { PATH: process.env.PATH ?? '' },
    stderr: 'inherit',
  });
  await client.connect(transport);
  return client;
};

interface ToolResult {
  readonly content?: readonly unknown[] | undefined;
  readonly isError?: boolean | undefined;
}

/** What a tool said, as the agent reads it. */
export const textOf = (result: ToolResult): string =>
  (result.content ?? []).map((part) => (part as { text?: string }).text ?? '').join('');
