import type { AdminConnection } from '../../../model/cluster-facts';
import { reconcilerKeyName, reconcilerStateName } from '../../../model/names';
import type { ReconcilerModel } from '../../../model/reconciler';
import { RECONCILER_ETC, RECONCILER_RUN } from '../../../runtime/start-reconciler';
import type { ReconcilerSettings } from '../../../spec/reconciler-settings';

export const IDENTITY = `${RECONCILER_ETC}/identity`;
export const SASL = `${RECONCILER_ETC}/sasl`;
export const DESIRED = `${RECONCILER_ETC}/desired`;
export const PASSWORDS = `${RECONCILER_ETC}/secrets`;
export const SETTINGS = `${RECONCILER_ETC}/settings`;
export const SETTINGS_FILE = 'settings.json';

export const pieceFile = (piece: number): string => `desired-${String(piece)}.gz`;

/** What the reconciler is told besides the desired state, which comes in so many pieces. */
export function reconcilerSettings(
  reconciler: ReconcilerModel,
  pieces: number,
): ReconcilerSettings {
  const { cluster, name } = reconciler;
  return {
    version: 1,
    desired: Array.from({ length: pieces }, (_, piece) => `${DESIRED}/${pieceFile(piece)}`),
    bootstrapServers: cluster.connection.bootstrapServers,
    tls: tlsOf(cluster.connection),
    sasl: saslOf(cluster.connection),
    secretsFolder: PASSWORDS,
    namespace: cluster.namespace,
    stateConfigMap: reconcilerStateName(cluster.name),
    lease: name,
    keySecret: reconcilerKeyName(cluster.name),
    mode: reconciler.scheduled,
    eventsAbout: { apiVersion: 'batch/v1', kind: 'CronJob', name: reconciler.cronJobName },
    waitSeconds: reconciler.waitSeconds,
  };
}

function tlsOf({ tls, authentication }: AdminConnection): ReconcilerSettings['tls'] {
  const isMutual = authentication?.kind === 'cluster' || authentication?.kind === 'tls';
  if (tls === undefined && !isMutual) return undefined;
  return {
    ca: tls === undefined || tls.kind === 'publicCa' ? undefined : `${RECONCILER_RUN}/ca.crt`,
    cert: isMutual ? `${IDENTITY}/tls.crt` : undefined,
    key: isMutual ? `${IDENTITY}/tls.key` : undefined,
  };
}

function saslOf({ authentication }: AdminConnection): ReconcilerSettings['sasl'] {
  if (authentication?.kind !== 'sasl') return undefined;
  return {
    mechanism: authentication.mechanism,
    usernamePath: `${SASL}/username`,
    passwordPath: `${SASL}/password`,
  };
}
