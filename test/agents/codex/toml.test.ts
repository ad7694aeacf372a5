import { expect, test } from 'vitest';
import { toToml } from '../../../src/agents/codex/toml.ts';

test('tables come after plain values, keys and texts are quoted where they must be', () => {
  const table = {
    model: 'x "y" \\ z\n\x7f',
    on: true,
    list: [1, 'two', { three: 3 }],
    a: { b: { 'c.d': { e: false } }, f: 1 },
  };
  expect(toToml(table)).toBe(`model = "x \\"y\\" \\\\ z\\n\\u007f"
on = true
list = [1, "two", { three = 3 }]

[a]
f = 1

[a.b."c.d"]
e = false
`);
});
