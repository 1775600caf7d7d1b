// The program of the examples.
import '../../../examples/outside-node-port';

export const show = [
  'Role/orders-kafka',
  'Service/orders-kafka-external-bootstrap',
  'Service/orders-brokers-100',
  'ConfigMap/orders-brokers',
  'Certificate/orders-kafka-certs',
  'StatefulSet/orders-brokers',
];
