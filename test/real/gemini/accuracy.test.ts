import { toldTruly } from '../common/accuracy.ts';
import { actor } from './stage.ts';

toldTruly(actor, {
  permission: { run: 'mkdir -p a', why: 'May I?' },
  question: { ask: 'Which colour?', options: ['Red', 'Blue'] },
  interrupted: ['Request cancelled.', 'Type your message'],
  idle: 'file',
});
