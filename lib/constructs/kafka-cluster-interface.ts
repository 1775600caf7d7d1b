import type { IConstruct } from 'constructs';

/** A Kafka cluster: of this program or of elsewhere. */
export interface IKafkaCluster extends IConstruct {
  /** Name of the cluster. */
  readonly clusterName: string;
  /**
   * Where clients begin (`bootstrap.servers`): `orders-kafka-bootstrap.kafka.svc:9093`.
   * @param listener name of the listener; not needed where there is just one
   */
  bootstrapServers(listener?: string): string;
}
