import { isBuiltin } from 'node:module';

/** Needed by every program as soon as it starts. */
const atOnce = new Set(['events', 'module', 'path', 'timers/promises']);

/** Stands for a function, class or object until something is done with it. */
const lazily = `
const lazily = (name) => new Proxy(function () {}, {
  apply: (_, self, args) => Reflect.apply(real()[name], self, args),
  construct: (_, args, made) =>
    Reflect.construct(real()[name], args, made.prototype === real()[name].prototype ? real()[name] : made),
  get: (_, key) => real()[name][key],
  set: (_, key, value) => Reflect.set(real()[name], key, value),
  has: (_, key) => key in real()[name],
});`;

const exportOf = ([name, value]) => {
  if (typeof value === 'function' || (typeof value === 'object' && value !== null))
    return `export const ${name} = /* @__PURE__ */ lazily('${name}');`;
  return `export const ${name} = /* @__PURE__ */ (() => real().${name})();`;
};

/** The text of a module that stands for a builtin one and loads it when something of it is used. */
const standIn = (builtin) => {
  const named = Object.entries(process.getBuiltinModule(builtin)).filter(([name]) =>
    /^[A-Za-z]\w*$/.test(name),
  );
  // Asked for by its name, `process` would set up its rarer parts too.
  const real = builtin === 'node:process' ? 'process' : `process.getBuiltinModule('${builtin}')`;
  return [
    `const real = () => ${real};`,
    lazily,
    'export default /* @__PURE__ */ new Proxy({}, { get: (_, name) => real()[name] });',
    ...named.map(exportOf),
  ].join('\n');
};

/**
 * Importing a module of Node's own runs it and reads each of its exports, which costs
 * milliseconds for some: `--help` needs neither sockets nor ciphers. A stand-in loads it
 * at its first use.
 */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_0-9/]+$/ }, ({ path, kind }) => {
      const builtin = path.replace(/^node:/, '');
      if (kind !== 'import-statement' || !isBuiltin(path) || atOnce.has(builtin)) return undefined;
      return { path: `node:${builtin}`, namespace: 'builtin', sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: standIn(path) }));
  },
};
