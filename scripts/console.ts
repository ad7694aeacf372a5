// Writes docs/console.md, the keys from the keymap (run: npm run docs:console).
import { writeFileSync } from 'node:fs';
import { consolePage } from './console-page.ts';

writeFileSync('docs/console.md', consolePage());
