import type { IConstruct } from 'constructs';
import { bindingOf } from '../acl';
import { ContentsLists } from '../props/contents-lists';
import type { AclBinding } from '../spec/acl';
import type {
  DesiredConnector,
  DesiredQuota,
  DesiredTopic,
  DesiredUser,
} from '../spec/desired-state';

/** What the reconciler will make true in one cluster: sorted plain data, in Kafka's spellings. */
export interface DesiredContents {
  readonly topics: readonly Pick<
    DesiredTopic,
    'name' | 'partitions' | 'replicationFactor' | 'config'
  >[];
  readonly users: readonly Pick<DesiredUser, 'name' | 'mechanism' | 'iterations' | 'password'>[];
  readonly quotas: readonly Pick<DesiredQuota, 'entity' | 'quotas'>[];
  readonly acls: readonly AclBinding[];
}

/**
 * What the reconciler will make true in a cluster. Who asked for it is left out, so that a test does not change with the
 * lines of a program.
 * @param cluster a KafkaCluster, or one of `KafkaCluster.fromBootstrap`
 */
export function desiredState(cluster: IConstruct): DesiredContents {
  const { topics, users, quotas, acls } = ContentsLists.of(cluster).contents().desired;
  return {
    topics: topics.map(({ name, partitions, replicationFactor, config }) => ({
      name,
      partitions,
      replicationFactor,
      config,
    })),
    users: users.map(({ name, mechanism, iterations, password }) => ({
      name,
      mechanism,
      iterations,
      password,
    })),
    quotas: quotas.map(({ entity, quotas: limits }) => ({ entity, quotas: limits })),
    acls: acls.map(bindingOf),
  };
}

/** A connector as the reconciler will make it. */
export interface DesiredConnectorContents extends Pick<
  DesiredConnector,
  'name' | 'state' | 'config'
> {
  /** Name of the workers that run it. */
  readonly connect: string;
}

/**
 * The connectors that the reconciler will make on the Connect workers of a cluster, by workers and name.
 * @param cluster a KafkaCluster, or one of `KafkaCluster.fromBootstrap`
 */
export function desiredConnectors(cluster: IConstruct): readonly DesiredConnectorContents[] {
  const { connect = [] } = ContentsLists.of(cluster).contents().desired;
  return connect.flatMap(({ name: workers, connectors }) =>
    connectors.map(({ name, state, config }) => ({ connect: workers, name, state, config })),
  );
}
