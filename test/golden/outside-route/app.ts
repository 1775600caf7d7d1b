// The program of the examples.
import '../../../examples/outside-route';

export const show = [
  'Route/orders-kafka-bootstrap',
  'Route/orders-brokers-100',
  'Route/orders-kafka-public-bootstrap',
  'Route/orders-brokers-public-100',
  'Service/orders-kafka-external-bootstrap',
  'Service/orders-brokers-100',
  'Certificate/orders-kafka-certs',
];
