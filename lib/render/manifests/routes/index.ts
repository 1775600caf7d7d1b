import type { Manifest } from '../../../manifest/manifest';
import type { ClusterModel, ListenerModel } from '../../../model/cluster-model';
import type { ListenerKind } from '../../../model/listener-kinds';
import { bootstrapRouteName } from '../../../model/names';
import { clusterLabels } from '../labels';
import { ingress } from './ingress';
import { route } from './route';
import type { RenderRoute, RouteTarget } from './target';
import { tlsRoute } from './tls-route';

const RENDERERS: Readonly<Record<NonNullable<ListenerKind['route']>, RenderRoute>> = {
  Route: route,
  Ingress: ingress,
  TLSRoute: tlsRoute,
};

/** What leads from the hosts of a listener to its Services, by the name that the client asks for in TLS. */
export function listenerRoutes(
  cluster: ClusterModel,
  listener: ListenerModel,
): readonly Manifest[] {
  const { kind } = listener;
  if (kind.route === undefined) return [];
  const render = RENDERERS[kind.route];
  return targets(cluster, listener).map((target) => render(listener, target));
}

function targets(cluster: ClusterModel, listener: ListenerModel): readonly RouteTarget[] {
  const { spec, reach } = listener;
  const target = (
    name: string,
    serviceName: string,
    host: string | undefined,
    own: typeof reach.bootstrap,
  ): RouteTarget => ({
    name,
    serviceName,
    host,
    metadata: {
      name,
      namespace: cluster.namespace,
      labels: { ...spec.labels, ...own.labels, ...clusterLabels(cluster) },
      annotations: { ...spec.annotations, ...own.annotations },
    },
  });
  const bootstrap = listener.bootstrapServiceName;
  return [
    ...(bootstrap === undefined
      ? []
      : [
          target(
            bootstrapRouteName(cluster.name, listener.objectName),
            bootstrap,
            listener.bootstrapHost,
            reach.bootstrap,
          ),
        ]),
    ...listener.brokers.flatMap((broker) =>
      broker.serviceName === undefined
        ? []
        : [target(broker.serviceName, broker.serviceName, broker.routeHost, broker)],
    ),
  ];
}
