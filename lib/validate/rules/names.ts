import type { ClusterModel } from '../../model/cluster-model';
import {
  bootstrapServiceName,
  certificateRequestsName,
  foundingConfigMapName,
  listenerBootstrapServiceName,
  poolName,
  runtimeConfigMapName,
} from '../../model/names';
import type { Rule } from '../rule';
import { isDnsLabel, LABEL_LENGTH } from './kubernetes-names';
import { named, NONE, ofCluster, ofListeners, ofPools, quoted } from './support';

type ClusterRule = Rule<ClusterModel>;

// In all but the newest Kubernetes a Service begins with a letter (RFC 1035).
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

export const namespaceMissing: ClusterRule = {
  code: 'NamespaceMissing',
  severity: 'error',
  why: 'The names that nodes advertise and that their certificates are good for hold the namespace. A namespace that is decided when the manifests are applied would come too late.',
  check: ({ spec }) =>
    spec.namespace !== undefined
      ? []
      : [
          {
            prop: undefined,
            message: `cluster ${quoted(spec.name)} is in a chart without a namespace, which its host names and certificates need`,
            fix: `give the chart its namespace: new Chart(app, 'orders', { namespace: 'kafka' })`,
            origin: undefined,
          },
        ],
};

export const namespaceForm: ClusterRule = {
  code: 'NamespaceForm',
  severity: 'error',
  why: 'Kubernetes takes no other names for namespaces.',
  check: ({ spec }) =>
    spec.namespace === undefined || isDnsLabel(spec.namespace)
      ? []
      : [
          {
            prop: undefined,
            message: `namespace ${quoted(spec.namespace)} of the chart is no DNS label`,
            fix: `use 1 to ${String(LABEL_LENGTH)} lower-case letters, digits and '-', with a letter or digit at both ends`,
            origin: undefined,
          },
        ],
};

export const clusterDomainForm: ClusterRule = {
  code: 'ClusterDomainForm',
  severity: 'error',
  why: 'The domain ends the host names of the nodes.',
  check: ofCluster(({ spec }) =>
    spec.clusterDomain === undefined || spec.clusterDomain.split('.').every(isDnsLabel)
      ? NONE
      : [
          {
            prop: 'clusterDomain',
            message: `cluster domain ${quoted(spec.clusterDomain)} is no domain name`,
            fix: "take the last part of what 'kubectl run -it --rm --image=busybox x -- cat /etc/resolv.conf' shows after 'svc.', without dots at its ends",
          },
        ],
  ),
};

export const clusterNameForm: ClusterRule = {
  code: 'ClusterNameForm',
  severity: 'error',
  why: 'The name begins the names of Services, which are host names.',
  check: ofCluster(({ name }) =>
    SERVICE_NAME.test(name)
      ? NONE
      : [
          {
            prop: 'clusterName',
            message: `cluster name ${quoted(name)} cannot begin the name of a Service; allowed are lower-case letters, digits and '-', first a letter`,
            fix: 'set clusterName, which is the id of the construct if it is not given',
          },
        ],
  ),
};

export const clusterNameLength: ClusterRule = {
  code: 'ClusterNameLength',
  severity: 'error',
  why: 'The names made from it are names of Services, of at most 63 characters, and the common names of certificates, of at most 64.',
  check: ofCluster(({ name }) => {
    // The longest of the names that hold the cluster's name alone; its certificates' are shorter or as long.
    const excess = bootstrapServiceName(name).length - LABEL_LENGTH;
    if (excess <= 0) return NONE;
    return [
      {
        prop: 'clusterName',
        message: `cluster name ${quoted(name)} has ${String(name.length)} characters, with which ${quoted(bootstrapServiceName(name))} is too long`,
        fix: `use a name of at most ${String(name.length - excess)} characters`,
      },
    ];
  }),
};

/** A StatefulSet's pods carry its name and the hash of its revision in one label. */
const REVISION_SUFFIX = '-0123456789'.length;

export const poolNameLength: ClusterRule = {
  code: 'PoolNameLength',
  severity: 'error',
  why: 'Kubernetes puts `<StatefulSet>-<hash of the revision>` into a label of each pod, and a label has 63 characters at most. It accepts a StatefulSet whose name is longer and never starts its pods.',
  check: ofPools((pool, cluster) => {
    const name = poolName(cluster.name, pool.name);
    const excess = name.length + REVISION_SUFFIX - LABEL_LENGTH;
    if (excess <= 0) return NONE;
    return [
      {
        prop: 'name',
        message: `${named(pool)} of cluster ${quoted(cluster.name)} makes a StatefulSet ${quoted(name)} of ${String(name.length)} characters; allowed are ${String(LABEL_LENGTH - REVISION_SUFFIX)}`,
        fix: `shorten the names of pool and cluster, together by ${String(excess)} or more`,
      },
    ];
  }),
};

export const listenerServiceNameLength: ClusterRule = {
  code: 'ListenerServiceNameLength',
  severity: 'error',
  why: 'The names of Services have 63 characters at most.',
  check: ofListeners((listener, cluster) => {
    if (!listener.kind.servicePerBroker) return NONE;
    const names = [
      listenerBootstrapServiceName(cluster.name, listener.name),
      ...listener.brokers.flatMap(({ serviceName }) => serviceName ?? []),
    ];
    const tooLong = names.find((name) => name.length > LABEL_LENGTH);
    if (tooLong === undefined) return NONE;
    return [
      {
        prop: 'name',
        message: `listener ${quoted(listener.name)} makes a Service ${quoted(tooLong)} of ${String(tooLong.length)} characters; allowed are ${String(LABEL_LENGTH)}`,
        fix: 'use shorter names of cluster, pool or listener',
      },
    ];
  }),
};

export const poolNameForm: ClusterRule = {
  code: 'PoolNameForm',
  severity: 'error',
  why: 'The name is a part of the names of pods, which are host names.',
  check: ofPools((pool) =>
    isDnsLabel(pool.name)
      ? NONE
      : [
          {
            prop: 'name',
            message: `pool name ${quoted(pool.name)} is no DNS label; allowed are lower-case letters, digits and '-', with a letter or digit at both ends`,
            fix: `use a name such as 'brokers'`,
          },
        ],
  ),
};

export const poolNameReserved: ClusterRule = {
  code: 'PoolNameReserved',
  severity: 'error',
  why: 'Each pool has a ConfigMap `<cluster>-<pool>`; of two objects with one name only one would exist.',
  check: ofPools((pool, cluster) => {
    const taken = [runtimeConfigMapName, foundingConfigMapName, certificateRequestsName];
    const name = poolName(cluster.name, pool.name);
    if (!taken.some((nameOf) => nameOf(cluster.name) === name)) return NONE;
    return [
      {
        prop: 'name',
        message: `${named(pool)} makes a ConfigMap ${quoted(name)}, which the cluster has already`,
        fix: 'give the pool another name',
      },
    ];
  }),
};

/** Kafka's `Uuid`: 16 bytes in base64url without padding, of whose last character just 2 bits count. */
const UUID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

export const clusterIdForm: ClusterRule = {
  code: 'ClusterIdForm',
  severity: 'error',
  why: 'Kafka formats no disk with another id.',
  check: ofCluster(({ spec }) =>
    spec.clusterId === undefined || UUID.test(spec.clusterId)
      ? NONE
      : [
          {
            prop: 'clusterId',
            message: `cluster id ${quoted(spec.clusterId)} is not 16 bytes in 22 characters of base64url`,
            fix: 'take it from meta.properties of the old disks, or leave it out for one that follows from namespace and name',
          },
        ],
  ),
};

export const NAME_RULES: readonly ClusterRule[] = [
  namespaceMissing,
  namespaceForm,
  clusterDomainForm,
  clusterNameForm,
  clusterNameLength,
  clusterIdForm,
  poolNameForm,
  poolNameReserved,
  poolNameLength,
  listenerServiceNameLength,
];
