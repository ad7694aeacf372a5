import { deathsOf } from '../common/deaths.ts';
import { actor } from './stage.ts';

deathsOf(actor, async ({ day }) => (await day.event('session.started')).pid);
