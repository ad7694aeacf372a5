import { isBuiltin } from 'node:module';

/** Needed by every program as soon as it starts. */
const atOnce = new Set(['events', 'module', 'path', 'timers/promises']);

/** Each stands for a value of the builtin until something is done with it. */
const standIns = `
const lazyFunction = (name) => new Proxy(function () {}, {
  apply: (_, self, args) => Reflect.apply(real()[name], self, args),
  construct: (_, args, made) =>
    Reflect.construct(real()[name], args, made.prototype === real()[name].prototype ? real()[name] : made),
  get: (_, key) => real()[name][key],
  set: (_, key, value) => Reflect.set(real()[name], key, value),
  has: (_, key) => key in real()[name],
});
const lazyObject = (load) => new Proxy({}, {
  get: (_, key) => load()[key],
  set: (_, key, value) => Reflect.set(load(), key, value),
  has: (_, key) => key in load(),
  ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => {
    const found = Reflect.getOwnPropertyDescriptor(load(), key);
    return found && { ...found, configurable: true };
  },
});`;

const valueFor = ([name, value]) => {
  if (typeof value === 'function') return `lazyFunction('${name}')`;
  return typeof value === 'object' && value !== null ? `lazyObject(() => real().${name})` : `real().${name}`;
};

const exportsOf = (builtin, value) =>
  Object.entries(process.getBuiltinModule(builtin))
    .filter(([name]) => /^[A-Za-z]\w*$/.test(name))
    .map((entry) => `export const ${entry[0]} = /* @__PURE__ */ (() => ${value(entry)})();`);

/** `process` is there anyway; asked for by its name, it would set up its rarer parts too. */
const processItself = () => [
  'export default process;',
  ...exportsOf('node:process', ([name]) => `process.${name}`),
];

/** The text of a module that stands for a builtin one and loads it when something of it is used. */
const standIn = (builtin) => [
  'let loaded;',
  `const real = () => (loaded ??= process.getBuiltinModule('${builtin}'));`,
  standIns,
  'export default /* @__PURE__ */ lazyObject(real);',
  ...exportsOf(builtin, valueFor),
];

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
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: (path === 'node:process' ? processItself() : standIn(path)).join('\n'),
    }));
  },
};
