// The program of the examples.
import '../../../examples/outside-tls-route';

export const show = [
  'TLSRoute/orders-kafka-bootstrap',
  'TLSRoute/orders-brokers-100',
];
