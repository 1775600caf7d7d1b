// Kafka Connect on OpenShift: plugins of one group from Git, of another sent by hand, both built by source-to-image.
import { App, Chart, Size } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaUser,
  NodePool,
  Platform,
  S2iSource,
  Storage,
  UserAuthentication,
} from 'cdk8s-kafka';

const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });

const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [
    NodePool.combined({ replicas: 3, storage: Storage.persistent({ size: Size.gibibytes(10) }) }),
  ],
  platform: Platform.openshift(),
});

new ConnectCluster(chart, 'etl', {
  cluster,
  user: new KafkaUser(chart, 'etl-user', { cluster, authentication: UserAuthentication.tls() }),
  replicas: 3,
  build: ConnectBuild.s2i({
    source: S2iSource.git({
      uri: 'https://git.example.com/etl.git',
      ref: 'main',
      contextDir: 'plugins',
    }),
  }),
});

// oc start-build try-connect --from-dir ./plugins
new ConnectCluster(chart, 'try', {
  cluster,
  user: new KafkaUser(chart, 'try-user', { cluster, authentication: UserAuthentication.tls() }),
  replicas: 1,
  build: ConnectBuild.s2i({ source: S2iSource.binary() }),
});

app.synth();
