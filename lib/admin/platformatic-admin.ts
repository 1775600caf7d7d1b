import {
  alterClientQuotasV1,
  alterPartitionReassignmentsV0,
  alterUserScramCredentialsV0,
  createAclsV3,
  createPartitionsV3,
  createTopicsV7,
  deleteAclsV3,
  deleteTopicsV6,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import type {
  Admin,
  ConfigAlteration,
  ItemResult,
  NewTopic,
  QuotaAlteration,
  Reassignment,
  ScramDeletion,
  ScramUpsertion,
} from '../reconcile/admin';
import { entityText } from '../reconcile/objects';
import type { AclBinding } from '../spec/acl';
import { api, BROKER, byKey, refuse, resultOf, TIMEOUT_MS, TOPIC } from './answers';
import type { Answer, Named } from './answers';
import { mechanismCode, toWire } from './enums';
import type { WireAcl } from './enums';
import { KafkaReads } from './kafka-reads';

const RESOURCE_TYPES = { TOPIC, BROKER } as const;
const SET = 0;
const DELETE = 1;

interface WireConfig {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly {
    readonly name: string;
    readonly configOperation: number;
    readonly value: string | null;
  }[];
}

const configToWire = ({ resource, changes }: ConfigAlteration): WireConfig => ({
  resourceType: RESOURCE_TYPES[resource.type],
  resourceName: resource.name,
  configs: Object.entries(changes).map(([name, value]) => ({
    name,
    configOperation: value === null ? DELETE : SET,
    value,
  })),
});

type ConfigResource = Pick<WireConfig, 'resourceType' | 'resourceName'>;

const keyOfConfig = ({ resourceType, resourceName }: ConfigResource): string =>
  `${String(resourceType)} ${resourceName}`;

const ALTER_CONFIGS = api<
  [readonly WireConfig[], boolean],
  Answer & { readonly responses: readonly (Named & ConfigResource)[] }
>(incrementalAlterConfigsV1);

/** Kafka by its protocol, with @platformatic/kafka. */
export class PlatformaticAdmin extends KafkaReads implements Admin {
  public async createTopics(
    topics: readonly NewTopic[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    const request = topics.map(({ name, partitions, replicationFactor, assignment, config }) => ({
      name,
      numPartitions: assignment === undefined ? partitions : -1,
      replicationFactor: assignment === undefined ? replicationFactor : -1,
      assignments: (assignment ?? []).map((brokerIds, partitionIndex) => ({
        partitionIndex,
        brokerIds,
      })),
      configs: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    }));
    interface Response extends Answer {
      readonly topics: readonly (Named & { readonly name: string })[];
    }
    const response = await this.connection.send(
      api<[typeof request, number, boolean], Response>(createTopicsV7),
      request,
      TIMEOUT_MS,
      validateOnly,
    );
    return byKey(
      topics.map(({ name }) => name),
      response.topics,
      ({ name }) => name,
      response,
    );
  }

  public async createPartitions(
    counts: readonly { readonly topic: string; readonly totalCount: number }[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    const request = counts.map(({ topic, totalCount }) => ({
      name: topic,
      count: totalCount,
      assignments: null,
    }));
    interface Response extends Answer {
      readonly results: readonly (Named & { readonly name: string })[];
    }
    const response = await this.connection.send(
      api<[typeof request, number, boolean], Response>(createPartitionsV3),
      request,
      TIMEOUT_MS,
      validateOnly,
    );
    return byKey(
      counts.map(({ topic }) => topic),
      response.results,
      ({ name }) => name,
      response,
    );
  }

  public async alterConfigs(
    alterations: readonly ConfigAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    const ofTopics = alterations.filter(({ resource }) => resource.type === 'TOPIC');
    const ofBrokers = alterations.filter(({ resource }) => resource.type === 'BROKER');
    const answers = await Promise.all([
      ...(ofTopics.length > 0
        ? [this.connection.send(ALTER_CONFIGS, ofTopics.map(configToWire), validateOnly)]
        : []),
      // A broker takes its own settings alone; of one that is away nothing is said.
      ...ofBrokers.map((one) =>
        this.connection
          .sendTo(Number(one.resource.name), ALTER_CONFIGS, [configToWire(one)], validateOnly)
          .catch(() => ({ throttleTimeMs: 0, responses: [] })),
      ),
    ]);
    return byKey(
      alterations.map(configToWire).map(keyOfConfig),
      answers.flatMap(({ responses }) => responses),
      keyOfConfig,
      { throttleTimeMs: Math.max(0, ...answers.map(({ throttleTimeMs }) => throttleTimeMs)) },
    );
  }

  public async deleteTopics(names: readonly string[]): Promise<readonly ItemResult[]> {
    const request = names.map((name) => ({ name }));
    interface Response extends Answer {
      readonly responses: readonly (Named & { readonly name: string | null })[];
    }
    const response = await this.connection.send(
      api<[typeof request, number], Response>(deleteTopicsV6),
      request,
      TIMEOUT_MS,
    );
    return byKey(names, response.responses, ({ name }) => name ?? '', response);
  }

  public async createAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]> {
    interface Response extends Answer {
      readonly results: readonly Named[];
    }
    const response = await this.connection.send(
      api<[readonly WireAcl[]], Response>(createAclsV3),
      acls.map(toWire),
    );
    return response.results.map(resultOf(response));
  }

  public async deleteAcls(acls: readonly AclBinding[]): Promise<readonly ItemResult[]> {
    interface Response extends Answer {
      readonly filterResults: readonly Named[];
    }
    const response = await this.connection.send(
      api<[readonly WireAcl[]], Response>(deleteAclsV3),
      acls.map(toWire),
    );
    return response.filterResults.map(resultOf(response));
  }

  public async alterScramCredentials(
    upsertions: readonly ScramUpsertion[],
    deletions: readonly ScramDeletion[],
  ): Promise<readonly ItemResult[]> {
    const gone = deletions.map(({ user, mechanism }) => ({
      name: user,
      mechanism: mechanismCode(mechanism),
    }));
    const made = upsertions.map(({ user, mechanism, iterations, salt, saltedPassword }) => ({
      name: user,
      mechanism: mechanismCode(mechanism),
      iterations,
      salt: Buffer.from(salt),
      saltedPassword: Buffer.from(saltedPassword),
    }));
    interface Response extends Answer {
      readonly results: readonly (Named & { readonly user: string })[];
    }
    const response = await this.connection.send(
      api<[typeof gone, typeof made], Response>(alterUserScramCredentialsV0),
      gone,
      made,
    );
    const users = [...upsertions, ...deletions].map(({ user }) => user);
    return byKey(users, response.results, ({ user }) => user, response);
  }

  public async alterQuotas(
    alterations: readonly QuotaAlteration[],
    validateOnly: boolean,
  ): Promise<readonly ItemResult[]> {
    const request = alterations.map(({ entity, changes }) => ({
      entities: Object.entries(entity).map(([entityType, entityName]) => ({
        entityType,
        entityName: entityName as string | null,
      })),
      ops: Object.entries(changes).map(([key, value]) => ({
        key,
        value: value ?? 0,
        remove: value === null,
      })),
    }));
    interface Response extends Answer {
      readonly entries: readonly (Named & {
        readonly entity: (typeof request)[number]['entities'];
      })[];
    }
    const response = await this.connection.send(
      api<[typeof request, boolean], Response>(alterClientQuotasV1),
      request,
      validateOnly,
    );
    const textOf = (parts: (typeof request)[number]['entities']): string =>
      entityText(
        Object.fromEntries(parts.map(({ entityType, entityName }) => [entityType, entityName])),
      );
    return byKey(
      request.map(({ entities }) => textOf(entities)),
      response.entries,
      ({ entity }) => textOf(entity),
      response,
    );
  }

  public async alterReassignments(
    reassignments: readonly Reassignment[],
  ): Promise<readonly ItemResult[]> {
    const topics = [...new Set(reassignments.map(({ topic }) => topic))];
    const request = topics.map((name) => ({
      name,
      partitions: reassignments
        .filter(({ topic }) => topic === name)
        .map(({ partition, replicas }) => ({
          partitionIndex: partition,
          replicas: replicas ?? [],
        })),
    }));
    interface Response extends Answer {
      readonly responses: readonly {
        readonly name: string;
        readonly partitions: readonly (Named & { readonly partitionIndex: number })[];
      }[];
    }
    const response = await this.connection.send(
      api<[number, boolean, typeof request], Response>(alterPartitionReassignmentsV0),
      TIMEOUT_MS,
      true,
      request,
    );
    refuse(response);
    const results = response.responses.flatMap(({ name, partitions }) =>
      partitions.map((one) => ({ ...one, key: `${name}-${String(one.partitionIndex)}` })),
    );
    const keys = reassignments.map(({ topic, partition }) => `${topic}-${String(partition)}`);
    return byKey(keys, results, ({ key }) => key, response);
  }
}
