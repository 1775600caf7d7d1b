import {
  ADMIN,
  CONSUME,
  CONSUME_PROCESS_PRODUCE,
  DESCRIBE,
  LOOK,
  MONITOR,
  PRODUCE,
  PURGE,
  RESET_OFFSETS,
  SHARE_CONSUME,
} from './clients';
import { CONNECT_WORKER, SINK_CONNECTOR, SOURCE_CONNECTOR } from './connect';
import { MIRROR_SOURCE, MIRROR_TARGET } from './mirror-maker2';
import {
  APICURIO,
  BRIDGE,
  CRUISE_CONTROL,
  DELEGATION_TOKENS,
  EXPORTER,
  KSQL,
  METRICS_REPORTER,
  RECONCILER,
  SCHEMA_REGISTRY,
} from './platform';
import { STREAMS } from './streams';

export type { Names } from './clients';
export { expand } from './row';

/** Who needs what, and not more: the tables of all grants. */
export const GRANTS = {
  admin: ADMIN,
  apicurio: APICURIO,
  bridge: BRIDGE,
  connectWorker: CONNECT_WORKER,
  consume: CONSUME,
  consumeProcessProduce: CONSUME_PROCESS_PRODUCE,
  cruiseControl: CRUISE_CONTROL,
  delegationTokens: DELEGATION_TOKENS,
  describe: DESCRIBE,
  exporter: EXPORTER,
  ksql: KSQL,
  look: LOOK,
  metricsReporter: METRICS_REPORTER,
  mirrorSource: MIRROR_SOURCE,
  mirrorTarget: MIRROR_TARGET,
  monitor: MONITOR,
  produce: PRODUCE,
  purge: PURGE,
  reconciler: RECONCILER,
  resetOffsets: RESET_OFFSETS,
  schemaRegistry: SCHEMA_REGISTRY,
  shareConsume: SHARE_CONSUME,
  sinkConnector: SINK_CONNECTOR,
  sourceConnector: SOURCE_CONNECTOR,
  streams: STREAMS,
} as const;
