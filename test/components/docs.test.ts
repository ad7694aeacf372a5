import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consolePage } from '../../scripts/console-page.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = readFileSync(join(docs, 'console.md'), 'utf8');

describe('The page of the console', () => {
  it('names every key as the keymap has it (npm run docs:console)', () => {
    expect(page).toBe(consolePage());
  });

  it('shows pictures that are there, and small', () => {
    const pictures = [...page.matchAll(/\]\((pictures\/[^)]+)\)/g)].map(([, file = '']) => file);
    expect(pictures).toHaveLength(3);
    for (const file of pictures) expect(statSync(join(docs, file)).size).toBeLessThan(120_000);
  });
});
