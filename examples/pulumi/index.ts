import { core, Provider } from '@pulumi/kubernetes';
import { Config } from '@pulumi/pulumi';
import {
  KafkaCluster,
  Listener,
  ListenerAuthentication,
  NodePool,
  Size,
  Storage,
} from 'cdk8s-kafka/pulumi';

// cert-manager is there already. `pulumi config set namespace ...` for another place.
const namespace = new Config().get('namespace') ?? 'kafka';

// Else each change of a ConfigMap deletes it first, and nodes that start meanwhile wait for it.
const provider = new Provider('kubernetes', { enableConfigMapMutable: true });
const place = new core.v1.Namespace('namespace', { metadata: { name: namespace } }, { provider });

const orders = new KafkaCluster(
  'orders',
  {
    namespace,
    nodePools: [
      NodePool.controllers({
        replicas: 3,
        storage: Storage.persistent({ size: Size.gibibytes(1) }),
      }),
      NodePool.brokers({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(1) }) }),
    ],
    listeners: [
      Listener.internal({ name: 'tls', port: 9093, authentication: ListenerAuthentication.tls() }),
    ],
  },
  { provider, dependsOn: place },
);

// Whoever needs Kafka says so; `dependsOn` waits for nodes that are ready.
new core.v1.ConfigMap(
  'clients',
  {
    metadata: { name: 'clients', namespace },
    data: { 'bootstrap.servers': orders.bootstrapServers('tls') },
  },
  { provider, dependsOn: orders },
);

export const bootstrapServers = orders.bootstrapServers('tls');
export const clusterId = orders.clusterId;
