import type { WantedAcl } from './acl';
import type { RestAccessSpec } from './connect-rest';
import type { ConnectorSpec } from './connector';
import type { QuotaSpec } from './quota';
import type { Said } from './said';
import type { TopicSpec } from './topic';
import type { UserSpec } from './user';

/** A Kafka Streams application of the program, for what is said about several of them. */
export interface StreamsApplicationSpec {
  readonly applicationId: string;
  readonly principal: string;
  /** Names of the topics that it reads. */
  readonly inputs: readonly string[];
  readonly said: Said;
}

/** A certificate of a server that is none of Kafka's nodes. */
export interface ServerCertificateRequest {
  readonly secretName: string;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
}

/** A group of Connect workers of the program, for what is said about several of them. */
export interface ConnectReference {
  readonly name: string;
  readonly groupId: string;
  /** In which the configuration of connectors is. */
  readonly configTopic: string;
  readonly restUrl: string;
  /** Undefined: nothing. */
  readonly access: RestAccessSpec | undefined;
  /** What the cluster's authority is to make for them. */
  readonly certificate: ServerCertificateRequest | undefined;
  readonly said: Said;
}

/** A grant to somebody who was made elsewhere: it is not applied. */
export interface RefusedGrant {
  readonly acls: readonly WantedAcl[];
  readonly said: Said;
}

/** Something of another cluster where only what is of this one makes sense. */
export interface StrayReference {
  /** `grants.produce`, `StreamsApplication enricher`. */
  readonly reason: string;
  /** `user 'shop'`, `topic 'orders.v1'`. */
  readonly what: string;
  /** The cluster that it is of, and where that was said. */
  readonly home: { readonly cluster: string; readonly said: Said | undefined };
  readonly said: Said;
}

/** All that the program says about what is in a Kafka cluster. */
export interface ContentsSpec {
  readonly topics: readonly TopicSpec[];
  /** Names of topics that are made elsewhere. */
  readonly topicReferences: readonly string[];
  readonly users: readonly UserSpec[];
  readonly quotas: readonly QuotaSpec[];
  readonly acls: readonly WantedAcl[];
  readonly refusedGrants: readonly RefusedGrant[];
  readonly strays: readonly StrayReference[];
  readonly streamsApplications: readonly StreamsApplicationSpec[];
  readonly connectClusters: readonly ConnectReference[];
  readonly connectors: readonly ConnectorSpec[];
}

export const NO_CONTENTS: ContentsSpec = {
  topics: [],
  topicReferences: [],
  users: [],
  quotas: [],
  acls: [],
  refusedGrants: [],
  strays: [],
  streamsApplications: [],
  connectClusters: [],
  connectors: [],
};
