// As the console starts: Ink is loaded without `fetch`, for which Node would load all of its HTTP.
Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true, writable: true });
await import('./viewer.tsx');

export {};
