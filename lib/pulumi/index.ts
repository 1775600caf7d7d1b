export { Duration, Size } from 'cdk8s';
export { Authorization } from '../props/authorization';
export type { AclAuthorizationOptions } from '../props/authorization';
export { Certificates } from '../props/certificates';
export type {
  CertificatesOptions,
  CertManagerOptions,
  IssuedCertificatesOptions,
  IssuerReference,
  ProvidedCertificatesOptions,
} from '../props/certificates';
export { KafkaVersion } from '../props/generated/kafka-version';
export type { KafkaClusterProps } from '../props/kafka-cluster-props';
export { IngressController } from '../props/ingress-controller';
export { KafkaImage } from '../props/kafka-image';
export type { ApacheKafkaImageOptions, KafkaImageOptions } from '../props/kafka-image';
export { Listener } from '../props/listener';
export type { ListenerOptions } from '../props/listener-options';
export { ListenerAuthentication, ListenerTls } from '../props/listener-security';
export type { ListenerCertificateOptions } from '../props/listener-security';
export type {
  IngressListenerOptions,
  LoadBalancerListenerOptions,
  NodePortListenerOptions,
  OutsideListenerOptions,
  ParentRef,
  RoutedListenerOptions,
  RouteListenerOptions,
  TlsRouteListenerOptions,
} from '../props/outside-listener';
export { NodePool } from '../props/node-pool';
export type { BrokerPoolOptions, NodePoolOptions } from '../props/node-pool';
export { Platform } from '../props/platform';
export type { OpenShiftOptions } from '../props/platform';
export type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from '../props/pod-options';
export { Quorum } from '../props/quorum';
export type { DynamicQuorumOptions } from '../props/quorum';
export { Rack } from '../props/rack';
export type { RollingOptions } from '../props/rolling';
export { SecretRef } from '../props/secret-ref';
export { Storage, Volume } from '../props/storage';
export type {
  EphemeralStorageOptions,
  EphemeralVolumeOptions,
  PersistentStorageOptions,
  PersistentVolumeOptions,
} from '../props/storage';
export { KafkaCluster } from './kafka-cluster';
export type { KafkaClusterArgs } from './kafka-cluster';
