import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { Draft } from './draft';
import { draftOf } from './draft';
import { writeFiles } from './files';
import type { KeyAlgorithm } from './keys';
import { DEFAULT_KEY_ALGORITHM } from './keys';
import { error, PkiError } from './problem';
import { parseState, STATE_FILE, stateText } from './state';

const LOCK_FILE = '.lock';
const IGNORE_FILE = '.gitignore';
/** Git ignores all of the folder, this file included. */
export const IGNORE_ALL = '*\n';

/** Opens the folder for one command: no second command may write to it meanwhile. */
export async function withFolder<T>(
  root: string,
  action: (draft: Draft) => Promise<T>,
): Promise<T> {
  refuseMissing(root);
  return withLock(root, () => action(readFolder(root)));
}

function refuseMissing(root: string): void {
  if (existsSync(join(root, STATE_FILE))) return;
  throw new PkiError([
    error('PkiFolderMissing', `'${root}' is not a folder of certificate authorities`, {
      path: root,
      fix: 'run: cdk8s-kafka pki init --dir DIR',
    }),
  ]);
}

/** A draft of the folder as it is on disk; for looking only, as others may write to it. */
export function readFolder(root: string): Draft {
  refuseMissing(root);
  const path = join(root, STATE_FILE);
  return draftOf(parseState(readFileSync(path, 'utf8'), path), (file) => readIf(join(root, file)));
}

function readIf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * Writes the draft, keys before the state that names them and Secrets last: a crash leaves keys nobody knows yet,
 * never a state without its keys.
 */
export function commit(root: string, draft: Draft, secrets: ReadonlyMap<string, string>): void {
  const keys = [...draft.changes].flatMap(([file, text]) =>
    text === undefined ? [] : [[join(root, file), text] as const],
  );
  writeFiles([...keys, [join(root, STATE_FILE), stateText(draft.state)], ...secrets]);
  for (const [file, text] of draft.changes) {
    if (text === undefined) rmSync(join(root, file), { force: true });
  }
}

export interface InitOptions {
  /** Leaves out the `.gitignore`: the user wants the folder in Git, encrypted by other means. */
  readonly allowCommit: boolean;
  /** Undefined keeps what an existing folder has. */
  readonly keyAlgorithm: KeyAlgorithm | undefined;
}

/** Makes the folder, or opens it when it is there. */
export async function initFolder<T>(
  root: string,
  options: InitOptions,
  action: (draft: Draft) => Promise<T>,
): Promise<T> {
  refuseForeignFolder(root);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  return withLock(root, async () => {
    const draft = existsSync(join(root, STATE_FILE)) ? readFolder(root) : emptyDraft();
    if (!options.allowCommit) draft.write(IGNORE_FILE, IGNORE_ALL);
    const keyAlgorithm = options.keyAlgorithm ?? draft.state.keyAlgorithm;
    draft.state = { ...draft.state, keyAlgorithm };
    return action(draft);
  });
}

function emptyDraft(): Draft {
  const state = { authorities: [], clusters: [], users: [], keyAlgorithm: DEFAULT_KEY_ALGORITHM };
  return draftOf(state, () => undefined);
}

/** The `.gitignore` would hide whatever else is in the folder. */
function refuseForeignFolder(root: string): void {
  if (!existsSync(root) || existsSync(join(root, STATE_FILE))) return;
  const others = readdirSync(root).filter((name) => !OWN_NAMES.includes(name));
  if (others.length === 0) return;
  throw new PkiError([
    error('PkiFolderNotEmpty', `'${root}' holds other files: ${others.slice(0, 3).join(', ')}`, {
      path: root,
      fix: 'use a folder of its own for certificate authorities',
    }),
  ]);
}

// With the folders of keys, so that a folder whose state file was lost can be taken up again.
const OWN_NAMES = [LOCK_FILE, IGNORE_FILE, 'authorities', 'certificates', 'secrets'];

async function withLock<T>(root: string, action: () => Promise<T>): Promise<T> {
  const path = join(root, LOCK_FILE);
  takeLock(path);
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(path: string): void {
  if (existsSync(path) && !isAlive(Number(readFileSync(path, 'utf8'))))
    rmSync(path, { force: true });
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if (!existsSync(path)) throw cause;
    throw new PkiError([
      error('PkiFolderBusy', 'another command works in the folder', {
        path,
        fix: 'wait until it has ended',
      }),
    ]);
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    // EPERM: it runs, under another user.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
