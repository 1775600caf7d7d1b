import type { Manifest } from '../../../manifest/manifest';
import { REST_PORT } from '../../../model/connect';
import type { ConnectModel } from '../../../model/connect';
import { connectApiName, connectName, connectRuntimeName } from '../../../model/names';
import { CONNECT_RUN_SH } from '../../../runtime/generated/runtime-files';
import { budget } from '../access';
import { scriptsConfigMap } from '../config-maps';
import { service } from '../services';
import { buildObjects } from './build';
import { connectConfigMap } from './config';
import { dockerfile } from './dockerfile';
import { connectOwner, connectSelector } from './labels';
import { connectPolicy } from './network-policy';
import { connectStatefulSet } from './workload';

/** The Dockerfile of the image, where it is built from one. */
export const dockerfileOf = ({ build }: ConnectModel): string | undefined =>
  build.kind === 'dockerfile' ? dockerfile(build) : undefined;

/** All objects of a group of Connect workers, in the order in which a reader, and `kubectl apply`, wants them. Total. */
export function renderConnect(connect: ConnectModel): readonly Manifest[] {
  const owner = connectOwner(connect);
  const selector = connectSelector(connect);
  const name = connectName(connect.name);
  const ports = [REST_PORT];
  return [
    // No role, and no token in the pods: connectors are programs of others, and nothing here needs Kubernetes.
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, ...owner },
      automountServiceAccountToken: false,
    },
    connectPolicy(connect),
    service(owner, { name: connectApiName(connect.name), ports, selector }),
    service(owner, { name, ports, selector, headless: true }),
    scriptsConfigMap(owner, connectRuntimeName(connect.name), CONNECT_RUN_SH),
    connectConfigMap(connect),
    ...buildObjects(connect),
    ...(connect.replicas > 0 ? [budget(owner, name, selector)] : []),
    connectStatefulSet(connect),
  ];
}
