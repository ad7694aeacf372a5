import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fitting } from './fitting.ts';

const leaf = fc.constantFrom(
  z.string(),
  z.boolean(),
  z.number(),
  z.int(),
  z.null(),
  z.enum(['a', 'b']),
  z.literal('only'),
  z.array(z.string()),
);

test('what it makes fits the schema', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), leaf), (shape) => {
      const schema = z.object({ inner: z.object(shape), ...shape });
      expect(schema.safeParse(fitting(z.toJSONSchema(schema), 'words')).success).toBe(true);
    }),
  );
});
