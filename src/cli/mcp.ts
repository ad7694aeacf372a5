import type { AddVerb } from './verb.ts';

/** The verb agents run, not people: orch's tools over stdin and stdout. */
export const addMcp: AddVerb = (program, { io }, verb) => {
  program
    .command('mcp')
    .description('the MCP server orch gives its agents: ask_human, note, recall and more')
    .argument('[socket]', 'where the session host listens (default: $ORCH_CALLS)')
    .option('--reviewer', 'with give_verdict, for a reviewer')
    .addHelpText(
      'after',
      '\nExample:\n  $ orch mcp\n\nAgents in a session have it already. Elsewhere its tools say that nobody listens.',
    )
    .action((socket: string | undefined, o: { reviewer?: boolean }) =>
      verb(async () => {
        const { serveMcp } = await import('../mcp/serve.ts');
        serveMcp({ socket: socket ?? io.env.ORCH_CALLS ?? null, reviewer: o.reviewer === true });
        return 0;
      }),
    );
};
