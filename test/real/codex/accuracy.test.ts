import { toldTruly } from '../common/accuracy.ts';
import { actor, outside, question } from './stage.ts';

toldTruly(actor, {
  permission: outside('true', 'May I?'),
  question: question({ question: 'Which colour?', labels: ['Red', 'Blue'] }),
  interrupted: ['interrupted'],
  idle: 'hook',
});
