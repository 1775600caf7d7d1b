import {
  describeAclsV3,
  describeClientQuotasV0,
  describeClusterV1,
  describeConfigsV4,
  describeUserScramCredentialsV0,
  listPartitionReassignmentsV0,
  metadataV12,
} from '@platformatic/kafka';
import type {
  BrokerDescription,
  ClusterDescription,
  ConfigOverride,
  QuotaDescription,
  ReassignmentDescription,
  ScramCredentialDescription,
  TopicDescription,
} from '../reconcile/admin';
import type { AclBinding } from '../spec/acl';
import { api, BROKER, refuse, TIMEOUT_MS, TOPIC } from './answers';
import type { Answer, Named } from './answers';
import type { ConnectionOptions } from './connection';
import { KafkaConnection } from './connection';
import { fromWire, mechanismName } from './enums';
import type { WireAcl } from './enums';
import { RESOURCE_NOT_FOUND, SECURITY_DISABLED } from './errors';

const DYNAMIC_TOPIC_CONFIG = 1;
const CONFIGS_AT_ONCE = 1_000;
const ANY = 1;

/** What is asked of Kafka by its protocol: one call is one request. */
export class KafkaReads {
  protected readonly connection: KafkaConnection;

  public constructor(options: ConnectionOptions) {
    this.connection = new KafkaConnection(options);
  }

  /** How many requests were sent. */
  public get requests(): number {
    return this.connection.requests;
  }

  public async describeCluster(): Promise<ClusterDescription> {
    interface Response extends Answer {
      readonly clusterId: string;
      readonly controllerId: number;
      readonly brokers: readonly (Omit<BrokerDescription, 'id' | 'rack'> & {
        readonly brokerId: number;
        readonly rack: string | null;
      })[];
    }
    const response = await this.connection.send(
      api<[boolean, number], Response>(describeClusterV1),
      false,
      1,
    );
    refuse(response);
    const { clusterId, controllerId, brokers } = response;
    return {
      clusterId,
      controllerId: controllerId < 0 ? undefined : controllerId,
      brokers: brokers
        .map(({ brokerId: id, host, port, rack }) => ({ id, host, port, rack: rack ?? undefined }))
        .sort((a, b) => a.id - b.id),
    };
  }

  public async describeTopics(names?: readonly string[]): Promise<readonly TopicDescription[]> {
    interface Response extends Answer {
      readonly topics: readonly (Named & {
        readonly name: string;
        readonly topicId: string;
        readonly isInternal: boolean;
        readonly partitions: readonly {
          readonly partitionIndex: number;
          readonly leaderId: number;
          readonly replicaNodes: readonly number[];
          readonly isrNodes: readonly number[];
        }[];
      })[];
    }
    const { topics } = await this.connection.send(
      api<[readonly string[] | null, boolean, boolean], Response>(metadataV12),
      names ?? null,
      false,
      false,
    );
    return topics
      .filter(({ errorCode }) => errorCode === 0)
      .map(({ name, topicId, isInternal, partitions }) => ({
        name,
        topicId: topicId === '' ? undefined : topicId,
        internal: isInternal,
        partitions: partitions
          .map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
            partition: partitionIndex,
            leader: leaderId,
            replicas: replicaNodes,
            isr: isrNodes,
          }))
          .sort((a, b) => a.partition - b.partition),
      }));
  }

  public async describeTopicConfigs(
    names: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ConfigOverride[]>> {
    const all = new Map<string, readonly ConfigOverride[]>();
    for (let from = 0; from < names.length; from += CONFIGS_AT_ONCE) {
      const some = names.slice(from, from + CONFIGS_AT_ONCE);
      const { results } = await this.connection.send(
        DESCRIBE_CONFIGS,
        configsOf(TOPIC, some, null),
        false,
        false,
      );
      for (const { resourceName, configs } of results.filter(({ errorCode }) => errorCode === 0)) {
        const overrides = configs.filter(
          ({ configSource }) => configSource === DYNAMIC_TOPIC_CONFIG,
        );
        all.set(
          resourceName,
          overrides.map(({ name, value, isSensitive, readOnly }) => ({
            name,
            value: value ?? undefined,
            sensitive: isSensitive,
            readOnly,
          })),
        );
      }
    }
    return all;
  }

  /** Nothing of a broker that is away: what its settings are good for are warnings. */
  public async describeBrokerConfigs(
    id: number,
    keys: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    const asked = configsOf(BROKER, [String(id)], keys);
    const { results } = await this.connection
      .sendTo(id, DESCRIBE_CONFIGS, asked, false, false)
      .catch(() => ({ results: [] }));
    const known = results.flatMap(({ configs }) =>
      configs.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])),
    );
    return Object.fromEntries(known);
  }

  public async describeAcls(): Promise<{
    readonly authorizer: boolean;
    readonly acls: readonly AclBinding[];
  }> {
    interface Response extends Answer {
      readonly errorCode: number;
      readonly resources: readonly (Pick<
        WireAcl,
        'resourceType' | 'resourceName' | 'resourcePatternType'
      > & {
        readonly acls: readonly Omit<
          WireAcl,
          'resourceType' | 'resourceName' | 'resourcePatternType'
        >[];
      })[];
    }
    const filter = {
      resourceType: ANY,
      resourceName: null,
      resourcePatternType: ANY,
      principal: null,
      host: null,
      operation: ANY,
      permissionType: ANY,
    };
    const response = await this.connection.send(
      api<[typeof filter], Response>(describeAclsV3),
      filter,
    );
    if (response.errorCode === SECURITY_DISABLED) return { authorizer: false, acls: [] };
    refuse(response);
    const acls = response.resources.flatMap(({ acls: some, ...resource }) =>
      some.map((acl) => fromWire({ ...resource, ...acl })),
    );
    return { authorizer: true, acls };
  }

  public async describeScramCredentials(): Promise<readonly ScramCredentialDescription[]> {
    interface Response extends Answer {
      readonly results: readonly (Named & {
        readonly user: string;
        readonly credentialInfos: readonly {
          readonly mechanism: number;
          readonly iterations: number;
        }[];
      })[];
    }
    const response = await this.connection.send(
      api<[readonly never[]], Response>(describeUserScramCredentialsV0),
      [],
    );
    if (response.errorCode !== RESOURCE_NOT_FOUND) refuse(response);
    return response.results.flatMap(({ user, credentialInfos }) =>
      credentialInfos.map(({ mechanism, iterations }) => ({
        user,
        mechanism: mechanismName(mechanism),
        iterations,
      })),
    );
  }

  public async describeQuotas(): Promise<readonly QuotaDescription[]> {
    interface Response extends Answer {
      readonly entries: readonly {
        readonly entity: readonly {
          readonly entityType: string;
          readonly entityName: string | null;
        }[];
        readonly values: readonly { readonly key: string; readonly value: number }[];
      }[];
    }
    const response = await this.connection.send(
      api<[readonly never[], boolean], Response>(describeClientQuotasV0),
      [],
      false,
    );
    refuse(response);
    return response.entries.map(({ entity, values }) => ({
      entity: Object.fromEntries(
        entity.map(({ entityType, entityName }) => [entityType, entityName]),
      ),
      quotas: Object.fromEntries(values.map(({ key, value }) => [key, value])),
    }));
  }

  public async listReassignments(): Promise<readonly ReassignmentDescription[]> {
    interface Response extends Answer {
      readonly topics: readonly {
        readonly name: string;
        readonly partitions: readonly {
          readonly partitionIndex: number;
          readonly replicas: readonly number[];
          readonly addingReplicas: readonly number[];
          readonly removingReplicas: readonly number[];
        }[];
      }[];
    }
    const response = await this.connection.send(
      api<[number, null], Response>(listPartitionReassignmentsV0),
      TIMEOUT_MS,
      null,
    );
    refuse(response);
    return response.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
        topic: name,
        partition: partitionIndex,
        replicas,
        adding: addingReplicas,
        removing: removingReplicas,
      })),
    );
  }

  public close(): Promise<void> {
    return this.connection.close();
  }
}

interface ConfigsAsked {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configurationKeys: readonly string[] | null;
}

const configsOf = (
  resourceType: number,
  names: readonly string[],
  keys: readonly string[] | null,
): readonly ConfigsAsked[] =>
  names.map((resourceName) => ({ resourceType, resourceName, configurationKeys: keys }));

const DESCRIBE_CONFIGS = api<
  [readonly ConfigsAsked[], boolean, boolean],
  { readonly results: readonly ConfigsResult[] }
>(describeConfigsV4);

interface ConfigsResult extends Named {
  readonly resourceName: string;
  readonly configs: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly readOnly: boolean;
    readonly configSource: number;
    readonly isSensitive: boolean;
  }[];
}
