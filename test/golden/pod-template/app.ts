// Everything that can be added to the pods, by the cluster and by a pool over it.
import { App, Chart, Duration, Size } from 'cdk8s';
import { KafkaCluster, NodePool, Storage } from 'cdk8s-kafka';

export const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
new KafkaCluster(chart, 'orders', {
  rolling: { maxWait: Duration.minutes(10), shutdown: Duration.minutes(4) },
  resources: { cpuRequest: '1', cpuLimit: '4', memory: Size.gibibytes(4) },
  podTemplate: {
    labels: { 'example.com/team': 'data' },
    annotations: { 'example.com/owner': 'data@example.com' },
    tolerations: [{ key: 'kafka', operator: 'Exists', effect: 'NoSchedule' }],
    nodeSelector: { disk: 'nvme' },
    priorityClassName: 'high',
    schedulerName: 'own-scheduler',
    imagePullSecrets: ['registry'],
    env: { TZ: 'UTC' },
    volumes: [{ name: 'plugins', emptyDir: {} }],
    volumeMounts: [{ name: 'plugins', mountPath: '/mnt/plugins', readOnly: true }],
  },
  nodePools: [
    NodePool.combined({
      replicas: 3,
      storage: Storage.persistent({ size: Size.gibibytes(10) }),
      podTemplate: {
        labels: { 'example.com/tier': 'gold' },
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                podAffinityTerm: {
                  topologyKey: 'kubernetes.io/hostname',
                  labelSelector: { matchLabels: { app: 'batch' } },
                },
              },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'kafka' } },
          },
        ],
        containers: [
          {
            name: 'shipper',
            image: 'registry.example.com/shipper:1.2.3',
            resources: { limits: { memory: '64Mi' } },
          },
        ],
        initContainers: [
          {
            name: 'fetch-plugins',
            image: 'registry.example.com/fetch:1.2.3',
            volumeMounts: [{ name: 'plugins', mountPath: '/plugins' }],
          },
        ],
      },
    }),
  ],
});

export const show = ['ConfigMap/orders-nodes', 'StatefulSet/orders-nodes'];
