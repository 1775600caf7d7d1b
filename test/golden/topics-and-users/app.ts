// The example of the documentation of topics and users: all that is not the cluster itself. It synthesizes itself.
import '../../../examples/topics-and-users';

/** What the user brings. */
export const secrets = { 'enricher-password': ['password'] };

export const show = [
  'ServiceAccount/orders-kafka-reconciler',
  'Role/orders-kafka-reconciler',
  'RoleBinding/orders-kafka-reconciler',
  'NetworkPolicy/orders-kafka-reconciler',
  'Certificate/orders-kafka-reconciler',
  'ConfigMap/orders-kafka-reconciler-state',
  'Secret/orders-kafka-reconciler-key',
  'Lease/orders-kafka-reconciler',
  'ConfigMap/orders-kafka-reconciler-runtime',
  'ConfigMap/orders-kafka-reconciler-settings',
  'ConfigMap/orders-kafka-desired-state-0',
  'CronJob/orders-kafka-drift',
  'Job/orders-kafka-reconciler-(hash)',
  'Certificate/shop',
  'Secret/billing',
  'Deployment/billing-worker',
];
