import { noTokens, type Tokens, totalTokens } from '../../../domain/money.ts';
import type { Play } from './stage.ts';

const half = (n: number): number => Math.floor(n / 2);

/**
 * Tokens of one message. As real transcripts do, its usage stands on several
 * rows, one a content block, and grows: only the last row counts.
 */
export const usage: Play<'usage'> = async (action, stage) => {
  const { input, output, cache_read, cache_write, thoughts, usd } = action;
  const whole: Tokens = { ...noTokens, input, output, cache_read, cache_write, thoughts };
  const partly = { ...whole, output: half(output), thoughts: half(thoughts) };
  const id = `msg_${stage.spec.session}_${stage.progress().next}`;
  const model = action.model ?? stage.spec.model;
  stage.voice.record({ type: 'usage', id, model, ...partly, usd: usd === null ? null : usd / 2 });
  stage.voice.record({ type: 'usage', id, model, ...whole, usd });
  stage.voice.record({ type: 'usage', id, model, ...whole, usd });
  const scene = stage.screen.scene();
  stage.screen.change({
    tokens: scene.tokens + totalTokens(whole),
    usd: usd === null ? scene.usd : (scene.usd ?? 0) + usd,
  });
  return null;
};
