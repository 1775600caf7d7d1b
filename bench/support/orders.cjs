const { Size } = require('cdk8s');
const kafka = require('../../build/index.js');

/** Three controllers and three brokers, two listeners. */
exports.addCluster = (chart, name) => {
  const storage = kafka.Storage.persistent({ size: Size.gibibytes(10) });
  return new kafka.KafkaCluster(chart, name, {
    nodePools: [
      kafka.NodePool.controllers({ replicas: 3, storage }),
      kafka.NodePool.brokers({ replicas: 3, storage }),
    ],
    listeners: [
      kafka.Listener.internal({
        name: 'tls',
        port: 9093,
        authentication: kafka.ListenerAuthentication.tls(),
      }),
      kafka.Listener.internal({
        name: 'scram',
        port: 9094,
        tls: kafka.ListenerTls.clusterCa(),
        authentication: kafka.ListenerAuthentication.scramSha512(),
      }),
    ],
    certificates: kafka.Certificates.localAuthority(),
  });
};
