import { describe, expect, test } from 'vitest';
import { wordsOfError } from '../../src/agents/api-error.ts';

describe("an API's error", () => {
  test.each([
    ['{"error":{"code":400,"message":"No such \\"tool\\" here","status":"X"}}', 'No such "tool" here'],
    ['failed: {"error": {"message": "Overloaded"}}', 'Overloaded'],
    [String.raw`[{\"error\":{\"message\":\"API key not valid\"}}]`, 'API key not valid'],
    ['unexpected status 401 Unauthorized', 'unexpected status 401 Unauthorized'],
    ['{"error":{"message":"{\\"error\\":{\\"message\\":\\"You are over it\\"}}"}}', 'You are over it'],
    ['{"message":""}', '{"message":""}'],
    ['{"input":[{"message":"said"}],"error":{"code":4,"message":"real"}}', 'real'],
  ])('%s is told in its own words', (text, words) => {
    expect(wordsOfError(text)).toBe(words);
  });
});
