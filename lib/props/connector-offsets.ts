import type { ConnectorOffsetsSpec, ConnectorPosition as PositionSpec } from '../spec/connector';

/** Where a connector is in one partition. */
export class ConnectorPosition {
  /**
   * Of a source, as its plugin writes partitions and offsets: `cdk8s-kafka offsets` shows them.
   * @param partition the part of the source
   * @param offset where it goes on there
   */
  public static source(
    partition: { readonly [field: string]: unknown },
    offset: { readonly [field: string]: unknown },
  ): ConnectorPosition {
    return new ConnectorPosition({ partition, offset });
  }

  /**
   * Of a source that has never been there.
   * @param partition the part of the source
   */
  public static sourceFromStart(partition: {
    readonly [field: string]: unknown;
  }): ConnectorPosition {
    return new ConnectorPosition({ partition, offset: null });
  }

  /**
   * Of a sink.
   * @param topicName the topic that it reads
   * @param partition number of the partition
   * @param offset of the record that it reads next
   */
  public static sink(topicName: string, partition: number, offset: number): ConnectorPosition {
    return new ConnectorPosition({
      partition: { kafka_topic: topicName, kafka_partition: partition },
      offset: { kafka_offset: offset },
    });
  }

  private constructor(private readonly spec: PositionSpec) {}

  /** @internal */
  public _toSpec(): PositionSpec {
    return this.spec;
  }
}

/** Offsets that a connector forgets. */
export interface ConnectorOffsetsResetOptions {
  /** Name of the request, such as the one of a ticket: it is carried out once, and another name is another request. */
  readonly request: string;
}

/** Offsets that a connector goes on from. */
export interface ConnectorOffsetsAlterOptions extends ConnectorOffsetsResetOptions {
  /** Where it goes on; what is not named stays as it is. */
  readonly positions: ConnectorPosition[];
}

/**
 * Another place for a connector to go on from: records are read again, or never. The connector has to be stopped, and the
 * safety rule `ConnectorOffsets` waived for it.
 */
export class ConnectorOffsets {
  /** All offsets are forgotten: a source begins anew, a sink where `auto.offset.reset` says. */
  public static reset(options: ConnectorOffsetsResetOptions): ConnectorOffsets {
    return new ConnectorOffsets({ kind: 'reset', request: options.request, positions: [] });
  }

  /** Some offsets become others. */
  public static alter(options: ConnectorOffsetsAlterOptions): ConnectorOffsets {
    const { request, positions } = options;
    return new ConnectorOffsets({
      kind: 'alter',
      request,
      positions: positions.map((position) => position._toSpec()),
    });
  }

  private constructor(private readonly spec: ConnectorOffsetsSpec) {}

  /** @internal */
  public _toSpec(): ConnectorOffsetsSpec {
    return this.spec;
  }
}
