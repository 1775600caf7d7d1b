import type { ListenerSpec, ListenerType } from '../spec/listener';
import type { ListenerOptions } from './listener-options';
import { loadBalancerReach } from './load-balancer-listener';
import type { LoadBalancerListenerOptions } from './load-balancer-listener';
import { nodePortReach } from './node-port-listener';
import type { NodePortListenerOptions } from './node-port-listener';
import { callerOrigin } from './origin';
import { clusterIpReach } from './per-broker-listener';
import type { ClusterIpListenerOptions } from './per-broker-listener';
import { ingressReach, routeReach, tlsRouteReach } from './routed-listener';
import type {
  IngressListenerOptions,
  RouteListenerOptions,
  TlsRouteListenerOptions,
} from './routed-listener';

/** A port of the brokers for clients. */
export class Listener {
  /** Reached inside of the Kubernetes cluster; brokers are advertised by the names of their pods. */
  public static internal(options: ListenerOptions): Listener {
    return new Listener(listenerSpec('internal', options));
  }

  /** Reached inside of the Kubernetes cluster through one Service per broker: addresses that outlive pods. */
  public static clusterIp(options: ClusterIpListenerOptions): Listener {
    return new Listener(listenerSpec('cluster-ip', options, clusterIpReach(options)));
  }

  /** Reached through OpenShift's router, which passes TLS on by name (Route of `passthrough`), on port 443. */
  public static route(options: RouteListenerOptions): Listener {
    return new Listener(listenerSpec('route', options, routeReach(options)));
  }

  /** Reached through load balancers, one for each broker and one for all. */
  public static loadBalancer(options: LoadBalancerListenerOptions): Listener {
    return new Listener(listenerSpec('loadbalancer', options, loadBalancerReach(options)));
  }

  /** Reached on the hosts of the Kubernetes cluster, on a port for each broker and one for all. */
  public static nodePort(options: NodePortListenerOptions): Listener {
    return new Listener(listenerSpec('nodeport', options, nodePortReach(options)));
  }

  /** Reached through an Ingress controller that passes TLS on by name, on port 443. */
  public static ingress(options: IngressListenerOptions): Listener {
    return new Listener(listenerSpec('ingress', options, ingressReach(options)));
  }

  /** Reached through a Gateway that passes TLS on by name (TLSRoute of the Gateway API). */
  public static tlsRoute(options: TlsRouteListenerOptions): Listener {
    return new Listener(listenerSpec('tlsroute', options, tlsRouteReach(options)));
  }

  private constructor(private readonly spec: ListenerSpec) {}

  /** @internal */
  public _toSpec(): ListenerSpec {
    return this.spec;
  }
}

function listenerSpec(
  type: ListenerType,
  options: ListenerOptions,
  reach?: ListenerSpec['reach'],
): ListenerSpec {
  return {
    name: options.name,
    port: options.port,
    type,
    tls: options.tls?._toSpec(),
    authentication: options.authentication?._toSpec(),
    networkPolicyPeers: options.networkPolicyPeers,
    annotations: options.annotations ?? {},
    labels: options.labels ?? {},
    alternativeNames: options.alternativeNames ?? [],
    maxConnections: options.maxConnections,
    maxConnectionCreationRate: options.maxConnectionCreationRate,
    reach,
    origin: callerOrigin(),
  };
}
