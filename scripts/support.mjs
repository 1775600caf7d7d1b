// What the scripts share. Node's own modules only: quickstart and test start before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The program of an installed package, without npx's half second. */
export const bin = (name) => join(root, 'node_modules', '.bin', name);

export const environment = {
  ...process.env,
  // Its value is the list of versions not to warn of.
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  PROJEN_DISABLE_POST: '1',
};

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs a program to its end with its output in ours; returns its exit code. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  });
  if (done.error) console.error(`${command}: ${done.error.message}`);
  return done.status ?? 1;
}

/** Runs a program and keeps its output; resolves to its exit code (124 after the timeout) and text. */
export function capture(command, args, { timeoutSeconds = 600 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutSeconds * 1000);
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += `${command}: ${error.message}\n`));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (late) output += `ended after ${timeoutSeconds} s\n`;
      resolve({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/** Name -> version of what a lock file wants. What is optional may be absent: it is for other platforms. */
function lockedVersions(file, { withOptional }) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(packages).filter(
    ([path, { optional }]) => path !== '' && (withOptional || !optional),
  );
  return new Map(entries.map(([path, { version }]) => [path, version]));
}

export function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const there = lockedVersions(installed, { withOptional: true });
  const wanted = lockedVersions(join(root, 'package-lock.json'), { withOptional: false });
  return [...wanted].every(([path, version]) => there.get(path) === version);
}

/** `npm ci` when node_modules is not what the lock says. No package needs its install script here. */
export function ensureInstalled() {
  if (isInstalled()) return;
  const start = performance.now();
  console.log('installing packages (npm ci) ...');
  const code = run('npm', [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (code !== 0) {
    console.error('npm ci failed; its message is above');
    process.exit(1);
  }
  console.log(`installed in ${seconds(start)}`);
}
