import { toldTruly } from '../common/accuracy.ts';
import { actor } from './stage.ts';

toldTruly(actor, {
  permission: { run: 'env NAME=x sh -c "echo $NAME" > made.txt', why: 'Make a file' },
  question: { ask: 'Which colour?', options: ['Red', 'Blue'] },
  interrupted: ['Interrupted'],
  idle: 'osc',
  // Interrupted before its first word it would put its prompt back to be typed anew.
  before: [{ says: 'I look.', calls: [{ run: 'ls', why: 'Look' }] }],
});
