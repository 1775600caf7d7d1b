/** A Kafka cluster: of this program or of elsewhere. */
export interface IKafkaCluster {
  /** Name of the cluster. */
  readonly clusterName: string;
  /**
   * Where clients begin (`bootstrap.servers`).
   * @param listener name of the listener; not needed where there is just one
   */
  bootstrapServers(listener?: string): string;
}
