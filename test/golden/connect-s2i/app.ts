// Plugins from a Git repository by source-to-image, on OpenShift.
import { App, Chart, Size } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaUser,
  NodePool,
  Platform,
  Reconciler,
  S2iSource,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({
      replicas: 3,
      storage: Storage.persistent({ size: Size.gibibytes(10) }),
    }),
  ],
  platform: Platform.openshift(),
  reconciler: Reconciler.none(),
});
new ConnectCluster(chart, 'etl', {
  cluster,
  user: new KafkaUser(chart, 'etl-user', { cluster, authentication: UserAuthentication.tls() }),
  replicas: 2,
  build: ConnectBuild.s2i({
    source: S2iSource.git({
      uri: 'https://git.example.com/etl.git',
      ref: 'main',
      contextDir: 'plugins',
      secretName: 'git',
    }),
    webhookSecretName: 'webhook',
    pullSecretName: 'registry',
    resources: { memory: Size.gibibytes(1) },
  }),
});

export const show = [
  'ImageStream/etl-connect-source',
  'ImageStream/etl-connect-builder',
  'ImageStream/etl-connect',
  'ConfigMap/etl-connect-builder',
  'BuildConfig/etl-connect-builder',
  'BuildConfig/etl-connect',
  'StatefulSet/etl-connect',
];
