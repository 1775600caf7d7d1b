// The program of the examples.
import '../../../examples/outside-ingress';

export const show = [
  'Ingress/orders-kafka-bootstrap',
  'Ingress/orders-brokers-100',
  'IngressRouteTCP/orders-kafka-partners-bootstrap',
  'IngressRouteTCP/orders-brokers-partners-100',
];
