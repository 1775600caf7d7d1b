import { factsOfBootstrap, factsOfCluster } from '../../lib/model/cluster-facts';
import type { ClusterFacts } from '../../lib/model/cluster-facts';
import { completeContents } from '../../lib/model/contents';
import type { ContentsModel } from '../../lib/model/contents-model';
import type { AclBinding, WantedAcl } from '../../lib/spec/acl';
import type { ConnectorSpec } from '../../lib/spec/connector';
import type { ConnectReference, ContentsSpec } from '../../lib/spec/contents';
import { NO_CONTENTS } from '../../lib/spec/contents';
import type { QuotaSpec, QuotasSpec } from '../../lib/spec/quota';
import type { ReconcilerSpec } from '../../lib/spec/reconciler';
import type { Said } from '../../lib/spec/said';
import type { TopicSpec } from '../../lib/spec/topic';
import type { PasswordSourceSpec, UserAuthenticationSpec, UserSpec } from '../../lib/spec/user';
import { cluster, listener } from './build';

export const said = (path: string): Said => ({ path, origin: undefined });

export const topic = (name: string, more: Partial<TopicSpec> = {}): TopicSpec => ({
  name,
  partitions: 12,
  replicationFactor: 3,
  config: {},
  removal: undefined,
  paused: undefined,
  said: said(`app/${name}`),
  ...more,
});

export const PASSWORD = {
  kind: 'secret',
  secretName: 'passwords',
  key: 'password',
} as const satisfies PasswordSourceSpec;

export const scram = (
  more: Partial<Extract<UserAuthenticationSpec, { kind: 'scram' }>> = {},
): UserAuthenticationSpec => ({
  kind: 'scram',
  mechanism: 'SCRAM-SHA-512',
  iterations: undefined,
  password: { kind: 'generated', length: undefined },
  ...more,
});

export const TLS: UserAuthenticationSpec = {
  kind: 'tls',
  validitySeconds: undefined,
  renewBeforeSeconds: undefined,
};

export const user = (name: string, more: Partial<UserSpec> = {}): UserSpec => ({
  name,
  authentication: TLS,
  secretName: undefined,
  quotas: undefined,
  paused: undefined,
  said: said(`app/${name}`),
  ...more,
});

export const limits = (more: Partial<QuotasSpec> = {}): QuotasSpec => ({
  producerByteRate: undefined,
  consumerByteRate: undefined,
  requestPercentage: undefined,
  controllerMutationRate: undefined,
  connectionCreationRate: undefined,
  ...more,
});

export const quota = (
  entity: QuotaSpec['entity'],
  quotas: Partial<QuotasSpec> = { requestPercentage: 50 },
): QuotaSpec => ({
  entity,
  quotas: limits(quotas),
  paused: undefined,
  said: said('app/quota'),
});

/** Workers of the program, as the contents of their cluster know them. */
export const connectReference = (
  name: string,
  more: Partial<ConnectReference> = {},
): ConnectReference => ({
  name,
  groupId: name,
  configTopic: `${name}-configs`,
  restUrl: `http://${name}-connect-api.kafka.svc:8083`,
  access: undefined,
  certificate: undefined,
  said: said(`app/${name}`),
  ...more,
});

export const connector = (more: Partial<ConnectorSpec> = {}): ConnectorSpec => ({
  name: 'files',
  connect: 'etl',
  restUrl: 'http://etl-connect-api.kafka.svc:8083',
  connectorClass: 'org.apache.kafka.connect.file.FileStreamSourceConnector',
  tasksMax: undefined,
  config: { file: '/tmp/in', topic: 'orders' },
  state: undefined,
  maxRestarts: undefined,
  removal: undefined,
  offsets: undefined,
  said: said('app/files'),
  ...more,
});

/** An ACL of a rule of a policy: Read on a topic, unless it says otherwise. */
export const acl = (
  more: Partial<AclBinding> = {},
  reason = 'AclRule 1 of readers',
): WantedAcl => ({
  principal: 'User:CN=shop',
  resourceType: 'TOPIC',
  resourceName: 'orders',
  patternType: 'LITERAL',
  operation: 'WRITE',
  permission: 'ALLOW',
  host: '*',
  ...more,
  origins: [{ reason, path: 'app/readers', origin: undefined }],
});

/** Three brokers with a listener for certificates and one for SCRAM-SHA-512. */
export const FACTS: ClusterFacts = factsOfCluster(
  cluster({
    listeners: [
      listener({
        name: 'tls',
        port: 9093,
        tls: { kind: 'clusterCa' },
        authentication: { kind: 'tls' },
      }),
      listener({
        name: 'scram',
        port: 9094,
        tls: { kind: 'clusterCa' },
        authentication: { kind: 'scram', mechanism: 'SCRAM-SHA-512' },
      }),
    ],
  }),
);

/** A cluster of elsewhere, of which nothing more is known. */
export const ELSEWHERE: ClusterFacts = factsOfBootstrap({
  name: 'msk',
  namespace: 'kafka',
  bootstrapServers: 'b-1.example.com:9094, b-2.example.com:9094',
  tls: { kind: 'publicCa' },
  authentication: undefined,
  version: undefined,
  clusterId: undefined,
  brokers: undefined,
  superUsers: [],
  said: said('app/msk'),
});

export const contents = (
  more: Partial<ContentsSpec> = {},
  facts: Partial<ClusterFacts> = {},
  reconciler?: ReconcilerSpec,
): ContentsModel =>
  completeContents({ ...NO_CONTENTS, ...more }, { ...FACTS, ...facts }, reconciler);
