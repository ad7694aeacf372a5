import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where things of one project lie. */
export const layoutOf = (project: string) => {
  const orch = join(project, '.orch');
  return {
    project,
    orch,
    log: join(orch, 'engine.log'),
    session: (session: string) => join(orch, 'sessions', session),
    /** The private config home of one agent on one task, kept from session to session. */
    agentHome: (task: string, agent: string) => join(orch, 'homes', task, agent),
    workspace: (task: string) => join(project, 'agent_workspaces', task),
  };
};

export type Layout = ReturnType<typeof layoutOf>;

/** The same session always gets the same UUID, so that a launch tried twice names one conversation. */
export const conversationOf = (project: string, session: string): string => {
  const h = createHash('sha256').update(`${project}\0${session}`).digest('hex');
  const variant = ((Number.parseInt(h.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
};
