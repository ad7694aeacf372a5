import { describe, expect, test } from 'vitest';
import { Played } from './played.ts';

describe('the question whether its folder is trusted', () => {
  const asks = { kind: 'screen', rule: 3, text: 'Do you trust the files in this folder?' } as const;

  test('is trouble that a new launch mends', () => {
    const played = new Played();
    played.record(asks);
    expect(played.of('session.trouble')).toMatchObject([{ trouble: 'trust', ended: true }]);
  });

  test('is only text where Gemini CLI shows it while it works', () => {
    const played = new Played().begin();
    played.record(asks);
    expect(played.of('session.trouble')).toEqual([]);
  });
});
