import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideReview } from '../../src/review/policy.ts';
import { verdictIn, verdictOf } from '../../src/review/verdict.ts';

const accept = { verdict: 'accept' as const, text: 'Good.', findings: [] };

describe('a verdict in a message', () => {
  test('is found fenced, bare and alone; the last one counts', () => {
    expect(
      verdictIn(
        'Well.\n```json\n{"verdict":"revise","text":"No.","findings":["x"]}\n```\nor:\n```json\n{"verdict":"accept","text":"Good."}\n```',
      ),
    ).toEqual(accept);
    expect(verdictIn('Well. {"verdict":"accept","text":"Good.","findings":[]}')).toEqual(accept);
    expect(verdictIn('{"text":"Good.","verdict":"accept"}')).toEqual(accept);
  });

  test('is not made of prose, other JSON or unknown words', () => {
    for (const text of ['I accept.', '{"verdict":"maybe"}', '[]', '```json\n{"a":1}\n```', ''])
      expect(verdictIn(text)).toBeNull();
  });

  test('never trips over a text (property)', () => {
    fc.assert(fc.property(fc.string(), (text) => void verdictIn(text)));
    fc.assert(fc.property(fc.json(), (text) => void verdictIn(text)));
  });

  test('is held to 200 words', () => {
    const text = Array.from({ length: 300 }, () => 'word').join(' ');
    expect(verdictOf({ verdict: 'accept', text })?.text.split(' ')).toHaveLength(201);
  });

  test('stays short enough to be told, however much a reviewer writes', () => {
    const verdict = verdictOf({
      verdict: 'revise',
      text: 'x'.repeat(90_000),
      findings: ['y'.repeat(90_000)],
    });
    expect(JSON.stringify(verdict).length).toBeLessThan(5_000);
  });
});

describe('the policy', () => {
  const judged = { moment: 'end', verdict: accept, round: 1, rounds: 2 } as const;

  test('accepts at the end, goes on in between', () => {
    expect(decideReview(judged)).toBe('accept');
    expect(decideReview({ ...judged, moment: 'milestone' })).toBe('continue');
  });

  test('sends back while there are rounds, then asks a person', () => {
    const verdict = { ...accept, verdict: 'revise' as const };
    expect(decideReview({ ...judged, verdict })).toBe('revise');
    expect(decideReview({ ...judged, verdict, round: 2 })).toBe('escalate');
  });

  test('asks a person where the reviewer does, or says nothing at the end', () => {
    expect(decideReview({ ...judged, verdict: { ...accept, verdict: 'escalate' } })).toBe('escalate');
    expect(decideReview({ ...judged, verdict: null })).toBe('escalate');
    expect(decideReview({ ...judged, verdict: null, moment: 'silence' })).toBe('continue');
    expect(decideReview({ ...judged, verdict: null, moment: 'blocker' })).toBe('escalate');
  });
});
