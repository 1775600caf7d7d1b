import type { Manifest } from '../../../manifest/manifest';
import type { ConnectModel } from '../../../model/connect';
import { REST_PORT } from '../../../model/connect-rest';
import { connectApiName, connectName } from '../../../model/names';
import { budget } from '../access';
import { podMonitors } from '../metrics';
import { service } from '../services';
import { buildObjects } from './build';
import { connectConfigMap, connectRuntime } from './config';
import { dockerfile } from './dockerfile';
import { connectOwner, connectSelector } from './labels';
import { connectPolicy } from './network-policy';
import { restCertificate } from './rest';
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
    ...restCertificate(connect),
    connectRuntime(connect),
    connectConfigMap(connect),
    ...buildObjects(connect),
    ...(connect.replicas > 0 ? [budget(owner, name, selector)] : []),
    connectStatefulSet(connect),
    ...podMonitors(connect.metrics, owner, { name, selector }),
  ];
}
