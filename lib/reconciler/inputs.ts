import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ConnectionOptions } from '../admin/connection';
import type { DesiredState } from '../spec/desired-state';
import type { ReconcilerSettings } from '../spec/reconciler-settings';

const read = (path: string): string => readFileSync(path, 'utf8');

export const readSettings = (path: string): ReconcilerSettings =>
  JSON.parse(read(path)) as ReconcilerSettings;

/** The pieces of the desired state, joined. */
export function readDesired({ desired }: ReconcilerSettings): DesiredState {
  const packed = Buffer.concat(desired.map((path) => readFileSync(path)));
  return JSON.parse(gunzipSync(packed).toString('utf8')) as DesiredState;
}

export function connectionOf({
  bootstrapServers,
  tls,
  sasl,
}: ReconcilerSettings): ConnectionOptions {
  const contents = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : read(path);
  return {
    bootstrapServers,
    tls: tls && {
      ca: contents(tls.ca),
      cert: contents(tls.cert),
      key: contents(tls.key),
      verifyName: true,
    },
    sasl: sasl && {
      mechanism: sasl.mechanism,
      username: read(sasl.usernamePath).trim(),
      password: read(sasl.passwordPath).replace(/\n$/, ''),
    },
  };
}
