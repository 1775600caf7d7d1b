import type { StreamsSpec } from '../model/streams';

/** What a Kafka Streams application promises. */
export enum ProcessingGuarantee {
  /** Each record at least once. */
  AT_LEAST_ONCE = 'at_least_once',
  /** Each record exactly once, by transactions. */
  EXACTLY_ONCE_V2 = 'exactly_once_v2',
}

/** Options of a Kafka Streams application. */
export interface StreamsApplicationOptions {
  /**
   * `application.id` of the application.
   * @default - the id of the construct
   */
  readonly applicationId?: string;
  /**
   * `processing.guarantee` of the application.
   * @default ProcessingGuarantee.AT_LEAST_ONCE
   */
  readonly processingGuarantee?: ProcessingGuarantee;
  /**
   * Whether it has state stores or repartitions, and so topics of its own.
   * @default true
   */
  readonly internalTopics?: boolean;
  /**
   * Whether the internal topics are made by the application, or by the broker in its name (KIP-1071). Otherwise they are
   * declared as topics.
   * @default true
   */
  readonly createInternalTopics?: boolean;
  /**
   * Whether it repartitions: records of those topics are deleted when they were read.
   * @default true
   */
  readonly repartitions?: boolean;
  /**
   * Whether `kafka-streams-application-reset` may be run as the user.
   * @default false
   */
  readonly reset?: boolean;
}

export function streamsSpec(
  options: StreamsApplicationOptions,
  applicationId: string,
): StreamsSpec {
  return {
    applicationId,
    exactlyOnce: options.processingGuarantee === ProcessingGuarantee.EXACTLY_ONCE_V2,
    internalTopics: options.internalTopics,
    createInternalTopics: options.createInternalTopics,
    repartitions: options.repartitions,
    reset: options.reset,
  };
}
