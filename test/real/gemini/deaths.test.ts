import { agentPid, deathsOf } from '../common/deaths.ts';
import { actor } from './stage.ts';

// It starts itself again in a process with more memory: the first of the two is what its pty holds.
deathsOf(actor, ({ project }) => agentPid(project, /gemini.* --(session-id|resume) /));
