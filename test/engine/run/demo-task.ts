/** A task of the demo agent that says one word and is done. */
export const demoTask = (id: string, more: object = {}) => ({
  id,
  name: id,
  description: `Do ${id}.`,
  agent: 'demo',
  isolation: 'shared',
  retries: 0,
  demo: [{ do: 'say', text: id }],
  ...more,
});

/** Work that goes on longer than any test. */
export const longWork = [{ do: 'think', text: 'thinking', seconds: 600 }];
