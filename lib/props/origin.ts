/** Folders whose frames are ours or a tool's, never the user's. */
const NOT_THE_USERS = /node_modules|node:|\(<anonymous>\)/;

/**
 * `file:line:column` of the user's call, or undefined where there is no such frame (another jsii language). The file
 * is given relative to the working folder, so that a message reads the same on each machine.
 */
export function callerOrigin(): string | undefined {
  const here = { stack: '' };
  Error.captureStackTrace(here, callerOrigin);
  const frame = here.stack
    .split('\n')
    .slice(1)
    .map((line) => /\(?((?:file:\/\/)?\/?[^()\s]+):(\d+):(\d+)\)?$/.exec(line))
    .find((match) => match !== null && !NOT_THE_USERS.test(match[0]) && !isOwnFile(match[1] ?? ''));
  if (frame === undefined || frame === null) return undefined;
  const file = relative(frame[1] ?? '');
  return `${file}:${frame[2] ?? ''}:${frame[3] ?? ''}`;
}

const OWN_FOLDER = __dirname.replace(/[\\/]props$/, '');

function isOwnFile(file: string): boolean {
  return withoutScheme(file).startsWith(OWN_FOLDER);
}

const withoutScheme = (file: string): string => file.replace(/^file:\/\//, '');

function relative(file: string): string {
  const path = withoutScheme(file);
  const folder = `${process.cwd()}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}
