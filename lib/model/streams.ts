/** What was said of a Kafka Streams application. */
export interface StreamsSpec {
  readonly applicationId: string;
  readonly exactlyOnce: boolean;
  readonly internalTopics: boolean | undefined;
  readonly createInternalTopics: boolean | undefined;
  readonly repartitions: boolean | undefined;
  readonly reset: boolean | undefined;
}

/** What the table of grants asks, with every default: an application as most are, with state and repartitions. */
export function completeStreams(spec: StreamsSpec) {
  return {
    applicationId: spec.applicationId,
    exactlyOnce: spec.exactlyOnce,
    internalTopics: spec.internalTopics ?? true,
    createsInternalTopics: spec.createInternalTopics ?? true,
    repartitions: spec.repartitions ?? true,
    reset: spec.reset ?? false,
  };
}
