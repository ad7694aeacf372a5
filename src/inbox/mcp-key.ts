/** Asks of orch's MCP server have this before their key: they are answered alike for all agents. */
export const MCP_KEY = 'mcp:';

/** Whether orch's MCP server asked this, whatever the agent. */
export const askedByMcp = (key: string): boolean => key.startsWith(MCP_KEY);
