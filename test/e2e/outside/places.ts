import { CLUSTER } from '../apps/orders';
import { getJson, kubectl, list, tryKubectl, until } from '../support/kubectl';
import { expect } from '../support/outcome';
import { GATEWAY, GATEWAY_PORT, type Ways } from './app';

interface Named {
  readonly metadata: { readonly name: string };
}

interface Ingressed {
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] };
    readonly addresses?: readonly { readonly value: string }[];
  };
}

export interface ServiceObject extends Named, Ingressed {
  readonly spec: { readonly ports: readonly { readonly nodePort?: number }[] };
}

/** What there is: real OpenShift's names of its router, the first class of Ingress and Gateway. */
export async function findWays(): Promise<Ways> {
  const first = async (kind: string): Promise<string | undefined> => {
    const { code, stdout } = await tryKubectl(['get', kind, '-o', 'name']);
    return code === 0 ? stdout.split('\n')[0]?.split('/')[1] : undefined;
  };
  const { code } = await tryKubectl(['get', 'crd', 'routes.route.openshift.io']);
  return {
    hasRoutes: code === 0,
    ingressClassName: await first('ingressclass'),
    gatewayClassName: await first('gatewayclass'),
  };
}

export async function makeGateway(namespace: string, gatewayClassName: string): Promise<void> {
  await kubectl(['apply', '--server-side', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: GATEWAY, namespace },
      spec: {
        gatewayClassName,
        listeners: [
          { name: 'kafka', protocol: 'TLS', port: GATEWAY_PORT, tls: { mode: 'Passthrough' } },
        ],
      },
    }),
  });
}

const addressOf = ({ status }: Ingressed): string =>
  status?.loadBalancer?.ingress?.[0]?.ip ?? status?.addresses?.[0]?.value ?? '';

/** The address that a Service, an Ingress or a Gateway has been given. */
export async function addressOfObject(place: readonly string[]): Promise<string> {
  let address = '';
  await until(`${place.join(' ')} has an address`, 60, async () => {
    address = addressOf(await getJson<Ingressed>(place));
    return address !== '';
  });
  return address;
}

export async function nodeAddresses(): Promise<Readonly<Record<string, string>>> {
  interface Node extends Named {
    readonly status: {
      readonly addresses: readonly { readonly type: string; readonly address: string }[];
    };
  }
  const nodes = await list<Node>(['nodes']);
  return Object.fromEntries(
    nodes.map(({ metadata, status }) => [
      metadata.name,
      status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '',
    ]),
  );
}

const service = (namespace: string, name: string): Promise<ServiceObject> =>
  getJson<ServiceObject>(['-n', namespace, 'service', name]);

export const serviceOf = (listener: string, nodeId?: number): string =>
  nodeId === undefined
    ? `${CLUSTER}-kafka-${listener}-bootstrap`
    : `${CLUSTER}-brokers-${listener}-${String(nodeId)}`;

export async function nodePortOf(
  namespace: string,
  listener: string,
  nodeId?: number,
): Promise<number> {
  const { spec } = await service(namespace, serviceOf(listener, nodeId));
  const port = spec.ports[0]?.nodePort;
  expect(port !== undefined, `${serviceOf(listener, nodeId)} has no node port`);
  return port;
}
