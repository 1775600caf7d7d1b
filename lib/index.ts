export { Issues } from './constructs/issues';
export type { IssueAcknowledgement } from './constructs/issues';
export { GrantResult } from './props/grantee';
export type { IKafkaGrantee } from './props/grantee';
export { ConnectCluster } from './constructs/connect-cluster';
export type {
  ConnectClusterAttributes,
  ConnectClusterProps,
  IConnectCluster,
} from './constructs/connect-cluster';
export type { ConnectElsewhereOptions } from './props/connect-elsewhere';
export { ConnectBuild, PluginArtifact, S2iSource } from './props/connect-build';
export type {
  BuiltPlugin,
  ConnectBuildJobOptions,
  ConnectBuildOptions,
  ConnectImageOptions,
  DockerfileBuildOptions,
  DownloadOptions,
  MavenOptions,
  MountedPlugin,
  S2iBuildOptions,
  S2iGitOptions,
} from './props/connect-build';
export { ConnectRest } from './props/connect-rest';
export type { ConnectRestOptions, ConnectRestTlsOptions } from './props/connect-rest';
export { ExactlyOnceSources } from './props/connect-props';
export type { ConnectClusterOptions, ConnectInternalTopics } from './props/connect-props';
export { KafkaAclPolicy } from './constructs/kafka-acl-policy';
export type { IKafkaAclPolicy, KafkaAclPolicyProps } from './constructs/kafka-acl-policy';
export { KafkaCluster } from './constructs/kafka-cluster';
export type { IKafkaCluster } from './constructs/kafka-cluster';
export { KafkaConnector } from './constructs/kafka-connector';
export type { IKafkaConnector, KafkaConnectorProps } from './constructs/kafka-connector';
export { ConnectorOffsets, ConnectorPosition } from './props/connector-offsets';
export type {
  ConnectorOffsetsAlterOptions,
  ConnectorOffsetsResetOptions,
} from './props/connector-offsets';
export { ConnectorState } from './props/connector-props';
export type { ConnectorOptions } from './props/connector-props';
export { KafkaQuota } from './constructs/kafka-quota';
export type { IKafkaQuota, KafkaQuotaProps } from './constructs/kafka-quota';
export { KafkaTopic } from './constructs/kafka-topic';
export type { IKafkaTopic, KafkaTopicAttributes, KafkaTopicProps } from './constructs/kafka-topic';
export { KafkaUser } from './constructs/kafka-user';
export type { IKafkaUser, KafkaUserAttributes, KafkaUserProps } from './constructs/kafka-user';
export { StreamsApplication } from './constructs/streams-application';
export type {
  IStreamsApplication,
  StreamsApplicationProps,
} from './constructs/streams-application';
export { TopicGrants } from './props/topic-grants';
export { AclOperation, AclResource, AclRule } from './props/acl';
export type { AclRuleOptions } from './props/acl';
export { ZooKeeperEnsemble } from './constructs/zookeeper-ensemble';
export type { IZooKeeperEnsemble } from './constructs/zookeeper-ensemble';
export { ZooKeeperMigration } from './props/zookeeper-migration';
export { Metrics } from './props/metrics';
export type { JmxExporterOptions, PodMonitorOptions } from './props/metrics';
export { Authorization } from './props/authorization';
export type { AclAuthorizationOptions } from './props/authorization';
export { Certificates } from './props/certificates';
export type {
  CertificatesOptions,
  CertManagerOptions,
  IssuedCertificatesOptions,
  IssuerReference,
  ProvidedCertificatesOptions,
} from './props/certificates';
export { ClientAuthentication, ClientTls } from './props/client-connection';
export type {
  ClientCertificateOptions,
  ClientPasswordOptions,
  KafkaClusterAttributes,
} from './props/client-connection';
export type { UserBindingOptions } from './props/binding';
export type {
  ConsumeGrantOptions,
  ProduceGrantOptions,
  ResetOffsetsGrantOptions,
  ShareConsumeGrantOptions,
} from './props/grant-options';
export { KafkaVersion } from './props/generated/kafka-version';
export type { KafkaClusterProps } from './props/kafka-cluster-props';
export { IngressController } from './props/ingress-controller';
export { KafkaImage } from './props/kafka-image';
export type { ApacheKafkaImageOptions, KafkaImageOptions } from './props/kafka-image';
export { Listener } from './props/listener';
export type { ListenerOptions } from './props/listener-options';
export { ListenerAuthentication, ListenerTls } from './props/listener-security';
export type { ListenerCertificateOptions } from './props/listener-security';
export type {
  LoadBalancerBrokerOptions,
  LoadBalancerListenerOptions,
} from './props/load-balancer-listener';
export type { NodePortBrokerOptions, NodePortListenerOptions } from './props/node-port-listener';
export type {
  BrokerOptions,
  ClusterIpListenerOptions,
  PerBrokerListenerOptions,
} from './props/per-broker-listener';
export type {
  IngressListenerOptions,
  ParentRef,
  RoutedBrokerOptions,
  RoutedListenerOptions,
  RouteListenerOptions,
  TlsRouteListenerOptions,
} from './props/routed-listener';
export { NodePool } from './props/node-pool';
export type { BrokerPoolOptions, NodePoolOptions } from './props/node-pool';
export { Platform } from './props/platform';
export type { OpenShiftOptions } from './props/platform';
export type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from './props/pod-options';
export { Quorum } from './props/quorum';
export type { DynamicQuorumOptions } from './props/quorum';
export { QuotaEntity } from './props/quotas';
export type { QuotaOptions } from './props/quotas';
export { Rack } from './props/rack';
export { Delivery, DriftAction, PrunePolicy, Reconciler } from './props/reconciler';
export type { ReconcilerJobOptions, WaiverOptions } from './props/reconciler';
export type { RollingOptions } from './props/rolling';
export { SecretRef } from './props/secret-ref';
export { Storage, Volume } from './props/storage';
export type {
  EphemeralStorageOptions,
  EphemeralVolumeOptions,
  PersistentStorageOptions,
  PersistentVolumeOptions,
} from './props/storage';
export { ProcessingGuarantee } from './props/streams';
export type { StreamsApplicationOptions } from './props/streams';
export { RemovalPolicy } from './props/topic-props';
export type { TopicOptions } from './props/topic-props';
export { PasswordSource, UserAuthentication } from './props/user-authentication';
export type {
  ExternalSecretPasswordOptions,
  GeneratedPasswordOptions,
  ScramUserOptions,
  TlsUserOptions,
} from './props/user-authentication';
export type { UserOptions } from './props/user-props';
export { ZooKeeperConnection } from './props/zookeeper';
export { ZooKeeperAuthentication } from './props/zookeeper-authentication';
export type { ZooKeeperDigestOptions } from './props/zookeeper-authentication';
export type {
  IZooKeeper,
  ZooKeeperAttributes,
  ZooKeeperEnsembleProps,
  ZooKeeperTlsOptions,
} from './props/zookeeper';
