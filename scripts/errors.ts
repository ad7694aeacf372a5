// Writes docs/errors.md from the catalogue in src/domain/errors.ts (run: npm run docs:errors).
import { writeFileSync } from 'node:fs';
import { errorsPage } from './errors-page.ts';

writeFileSync('docs/errors.md', errorsPage());
