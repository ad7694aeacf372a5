import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accuracyPage } from './accuracy-page.ts';

/** Writes docs/agents/accuracy.md from what the stories with the real programs measured. */
const folder = join(import.meta.dirname, '../docs/agents');
const rows = JSON.parse(readFileSync(join(folder, 'accuracy.json'), 'utf8'));
writeFileSync(join(folder, 'accuracy.md'), accuracyPage(rows));
