import type { Manifest } from '../../../manifest/manifest';
import { MOUNTED_PLUGINS } from '../../../model/connect';
import type { ConnectModel } from '../../../model/connect';
import { REST_PORT } from '../../../model/connect-rest';
import { metricsPorts } from '../../../model/metrics';
import { connectConfigName, connectName, connectRuntimeName } from '../../../model/names';
import { clientMounts } from '../client-properties';
import { field, POD_FIELDS, serverContainer } from '../container';
import { agentContainers } from '../metrics';
import { SECRETS } from '../paths';
import { serverPod } from '../pod';
import { agentMounts, files, mountsOf, readOnly, scratchFolders, volumesOf } from '../volumes';
import type { Mounted } from '../volumes';
import { imageTriggers } from './build';
import { connectRollHash } from './config';
import { connectOwner, connectSelector } from './labels';
import { healthProbe, restMounts } from './rest';

/** A StatefulSet for the names of its pods, by which workers call each other: `adr/0015-connect-workers.md`. */
export function connectStatefulSet(connect: ConnectModel): Manifest {
  const owner = connectOwner(connect);
  const name = connectName(connect.name);
  const triggers = imageTriggers(connect);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace: owner.namespace,
      labels: { ...owner.labels, 'app.kubernetes.io/version': connect.version.version },
      ...(Object.keys(triggers).length > 0 ? { annotations: triggers } : {}),
    },
    spec: {
      serviceName: name,
      replicas: connect.replicas,
      ordinals: { start: 0 },
      selector: { matchLabels: connectSelector(connect) },
      // Workers need each other for nothing: one after the other, each would rebalance what the ones before it had.
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
      revisionHistoryLimit: 3,
      template: {
        metadata: {
          labels: { ...connect.podTemplate.labels, ...owner.labels },
          annotations: {
            ...connect.podTemplate.annotations,
            'cdk8s-kafka/roll-hash': connectRollHash(connect),
          },
        },
        spec: podSpec(connect),
      },
    },
  };
}

function podSpec(connect: ConnectModel): object {
  const mounted = mountedIn(connect);
  return serverPod(connect, connect.podTemplate, {
    serviceAccountName: connectName(connect.name),
    alike: connectSelector(connect),
    container: serverContainer(connect, connect, {
      name: 'connect',
      env: [...POD_FIELDS, ...rackField(connect)],
      ports: [REST_PORT, ...metricsPorts(connect.metrics)],
      readinessProbe: healthProbe(connect),
      lifecycle: undefined,
      mounts: mountsOf(mounted),
    }),
    initContainers: agentContainers(connect.metrics),
    volumes: volumesOf(mounted),
  });
}

const rackField = ({ spec: { rack } }: ConnectModel): readonly object[] =>
  rack?.kind === 'podLabel' ? [field('RACK', `metadata.labels['${rack.label}']`)] : [];

function mountedIn(connect: ConnectModel): readonly Mounted[] {
  const { name, spec } = connect;
  return [
    ...files(connectRuntimeName(name), connectConfigName(name)),
    ...clientMounts(connect.connection),
    ...restMounts(connect),
    ...spec.secrets.map((secretName, index) =>
      readOnly(`${SECRETS}/${secretName}`, {
        name: `secret-${String(index)}`,
        secret: { secretName },
      }),
    ),
    ...spec.plugins.map(({ name: plugin, image, pullPolicy = 'IfNotPresent' }) =>
      readOnly(`${MOUNTED_PLUGINS}/${plugin}`, {
        name: `plugin-${plugin}`,
        image: { reference: image, pullPolicy },
      }),
    ),
    ...scratchFolders(),
    ...agentMounts(connect.metrics),
  ];
}
