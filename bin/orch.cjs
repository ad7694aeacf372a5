#!/usr/bin/env node
// Plain old JavaScript: it must run under any Node, to find one that is good enough.
'use strict';

var path = require('path');
var fs = require('fs');

var NEEDS = 22;
var entry = path.join(__dirname, '..', 'dist', 'orch.js');

function major(version) {
  return parseInt(String(version).replace(/^v/, ''), 10);
}

function bundledNode() {
  var name = 'node-' + process.platform.replace('win32', 'win') + '-' + process.arch;
  var root;
  var file;
  try {
    root = path.dirname(require.resolve(name + '/package.json', { paths: [__dirname] }));
    file = path.join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return fs.existsSync(file) ? file : null;
  } catch (_error) {
    return null;
  }
}

function complain(line) {
  process.stderr.write('orch: ' + line + '\n');
  process.exit(2);
}

// As src/keep-compiled.ts does for the other programs.
function keepCompiled(env) {
  var caches = env.XDG_CACHE_HOME || (env.HOME && path.join(env.HOME, '.cache'));
  var enable = require('module').enableCompileCache;
  if (caches && enable) enable(path.join(caches, 'orch', 'compiled'));
}

function runUnder(node) {
  var child = require('child_process').spawn(node, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child by itself; a plain `kill` reaches only us.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  });
  child.on('error', (error) => {
    complain(node + ' does not start: ' + error.message + ' (install Node ' + NEEDS + ' or newer)');
  });
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exit(code === null ? 1 : code);
  });
}

if (!fs.existsSync(entry)) complain(entry + ' is missing (build it with `npm run build`)');
else if (major(process.version) >= NEEDS) {
  keepCompiled(process.env);
  void import(require('url').pathToFileURL(entry).href);
} else if (bundledNode()) runUnder(bundledNode());
else
  complain(
    'Node ' +
      process.version +
      ' is too old (install Node ' +
      NEEDS +
      ' or newer, or run `npm install` here)',
  );
