import type { Manifest } from '../../../manifest/manifest';
import type { ListenerModel } from '../../../model/cluster-model';
import type { IngressControllerName } from '../../../spec/listener';
import { metadataOf } from './target';
import type { RenderRoute, RouteTarget } from './target';

/** How each controller is told to pass TLS on. */
const PASSTHROUGH: Readonly<Record<'nginx' | 'haproxy', Readonly<Record<string, string>>>> = {
  nginx: {
    'ingress.kubernetes.io/ssl-passthrough': 'true',
    'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
    'nginx.ingress.kubernetes.io/ssl-passthrough': 'true',
  },
  haproxy: {
    'haproxy-ingress.github.io/ssl-passthrough': 'true',
    'haproxy.org/ssl-passthrough': 'true',
  },
};

const CONTROLLERS: Readonly<Record<IngressControllerName, RenderRoute>> = {
  nginx: (listener, target) => passing(listener, target, PASSTHROUGH.nginx),
  haproxy: (listener, target) => passing(listener, target, PASSTHROUGH.haproxy),
  traefik: (listener, target) => ingressRouteTcp(listener, target),
};

export const ingress: RenderRoute = (listener, target) =>
  CONTROLLERS[listener.reach.ingressController ?? 'nginx'](listener, target);

function passing(
  { reach, port }: ListenerModel,
  target: RouteTarget,
  annotations: Readonly<Record<string, string>>,
): Manifest {
  const backend = { service: { name: target.serviceName, port: { number: port } } };
  const { ingressClassName } = reach;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(target, annotations),
    spec: {
      ...(ingressClassName === undefined ? {} : { ingressClassName }),
      tls: [{ hosts: [target.host] }],
      rules: [{ host: target.host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}

function ingressRouteTcp({ port }: ListenerModel, target: RouteTarget): Manifest {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRouteTCP',
    metadata: metadataOf(target),
    spec: {
      entryPoints: ['websecure'],
      routes: [
        {
          match: `HostSNI(\`${target.host ?? ''}\`)`,
          services: [{ name: target.serviceName, port }],
        },
      ],
      tls: { passthrough: true },
    },
  };
}
