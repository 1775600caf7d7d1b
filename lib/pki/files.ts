import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'fs';
import { basename, dirname, join, resolve, sep } from 'path';

/**
 * Writes files for the owner's eyes only. All are written beside their places before the first takes its place: a
 * full disk leaves everything as it was. Files that hold the text already are left alone, date included.
 */
export function writeFiles(files: readonly (readonly [path: string, text: string])[]): void {
  const changed = files.filter(([path, text]) => !holds(path, text));
  const written: (readonly [temporary: string, path: string])[] = [];
  try {
    for (const [path, text] of changed) {
      const temporary = `${path}.tmp`;
      written.push([temporary, path]);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeDurably(temporary, text);
    }
  } catch (cause) {
    for (const [temporary] of written) rmSync(temporary, { force: true });
    throw cause;
  }
  for (const [temporary, path] of written) renameSync(temporary, path);
}

function holds(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}

function writeDurably(path: string, text: string): void {
  // A leftover of a killed run may have another mode; opening it would keep that.
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whether a path, which need not exist yet, lies in a folder; links are followed. */
export function isInside(path: string, folder: string): boolean {
  const inner = realPath(path);
  const outer = realPath(folder);
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function realPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(realPath(parent), basename(absolute));
}
