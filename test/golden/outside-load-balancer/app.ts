// The program of the examples.
import '../../../examples/outside-load-balancer';

export const show = [
  'Role/orders-kafka',
  'Service/orders-kafka-external-bootstrap',
  'Service/orders-brokers-100',
  'Service/orders-kafka-found-bootstrap',
  'Service/orders-brokers-found-100',
  'ConfigMap/orders-brokers',
  'Certificate/orders-kafka-certs',
];
