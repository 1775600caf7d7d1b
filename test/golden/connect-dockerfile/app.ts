// A Dockerfile from declared plugins, built by OpenShift, by CI and by a Job.
import { App, Chart } from 'cdk8s';
import {
  ConnectBuild,
  ConnectCluster,
  KafkaCluster,
  KafkaVersion,
  Platform,
  PluginArtifact,
  Reconciler,
} from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'etl', { namespace: 'kafka' });
const cluster = KafkaCluster.fromBootstrap(chart, 'msk', {
  bootstrapServers: 'b-1.example.com:9092',
  version: KafkaVersion.V4_3_1,
  reconciler: Reconciler.none(),
});
const plugins = [
  {
    name: 'debezium',
    artifacts: [
      PluginArtifact.maven({
        group: 'io.debezium',
        artifact: 'debezium-connector-postgres',
        version: '3.0.0.Final',
      }),
      PluginArtifact.jar('https://repo.example.com/extra.jar', { sha512: 'ab'.repeat(64) }),
    ],
  },
  {
    name: 'archive',
    artifacts: [
      PluginArtifact.tgz('https://repo.example.com/archive.tgz', { sha512: 'cd'.repeat(64) }),
      PluginArtifact.zip('https://repo.example.com/more.zip', { sha512: 'ef'.repeat(64) }),
      PluginArtifact.image('registry.example.com/formats:1', '/formats'),
    ],
  },
];
new ConnectCluster(chart, 'openshift', {
  cluster,
  replicas: 1,
  platform: Platform.openshift(),
  build: ConnectBuild.dockerfile({ plugins }),
});
new ConnectCluster(chart, 'ci', {
  cluster,
  replicas: 1,
  build: ConnectBuild.dockerfile({ plugins, image: 'registry.example.com/etl:1' }),
});
new ConnectCluster(chart, 'job', {
  cluster,
  replicas: 1,
  build: ConnectBuild.dockerfile({
    plugins,
    image: 'registry.example.com/etl',
    job: { pushSecretName: 'registry' },
  }),
});

export const secrets = { registry: ['.dockerconfigjson'] };
export const show = [
  'ImageStream/openshift-connect',
  'BuildConfig/openshift-connect',
  'StatefulSet/openshift-connect',
  'ConfigMap/ci-connect-dockerfile',
  'StatefulSet/ci-connect',
  'ConfigMap/job-connect-(hash)',
  'Job/job-connect-build-(hash)',
  'StatefulSet/job-connect',
];
