import { completeConnect } from '../../lib/model/connect';
import type { ConnectModel } from '../../lib/model/connect';
import { completeUser } from '../../lib/model/users';
import type { ConnectSpec } from '../../lib/spec/connect';
import type { UserSpec } from '../../lib/spec/user';
import { FACTS, said, scram, user } from './contents';

export const SCRAM_USER: UserSpec = user('etl', { authentication: scram() });

/** `etl` in namespace `kafka`: three workers of a SCRAM user. No rule has a word against it. */
export const connectSpecOf = (more: Partial<ConnectSpec> = {}): ConnectSpec => ({
  name: 'etl',
  namespace: 'kafka',
  version: undefined,
  replicas: 3,
  groupId: undefined,
  listener: undefined,
  user: { principal: 'User:etl', managed: true },
  tls: undefined,
  authentication: undefined,
  internalTopics: undefined,
  exactlyOnceSources: undefined,
  build: { kind: 'image', image: 'registry.example.com/etl:1.2.0', pullPolicy: undefined },
  plugins: [],
  pluginPaths: [],
  secrets: [],
  rest: undefined,
  restPeers: [],
  config: {},
  additionalConfigPrefixes: [],
  rack: undefined,
  platform: undefined,
  image: undefined,
  shutdownSeconds: undefined,
  resources: undefined,
  jvm: undefined,
  logging: undefined,
  metrics: undefined,
  podTemplate: undefined,
  said: said('app/etl'),
  ...more,
});

export const connect = (
  more: Partial<ConnectSpec> = {},
  owner: UserSpec | 'nobody' = SCRAM_USER,
  facts = FACTS,
): ConnectModel =>
  completeConnect(
    connectSpecOf(more),
    facts,
    owner === 'nobody' ? undefined : completeUser(owner, facts),
  );
