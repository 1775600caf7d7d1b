import type { ImageProfileName, ImageSpec } from '../spec/cluster';

/** Options of an image. */
export interface KafkaImageOptions {
  /**
   * When the image is pulled: `IfNotPresent`, `Always`, `Never`.
   * @default IfNotPresent
   */
  readonly pullPolicy?: string;
}

/** Options of an image that has a reference of its own by default. */
export interface ApacheKafkaImageOptions extends KafkaImageOptions {
  /**
   * The whole reference, best with a digest: `registry.example.com/kafka@sha256:…`.
   * @default - `docker.io/apache/kafka:<version>`
   */
  readonly image?: string;
}

/** An image with Kafka. Only its tools and libraries are used, nothing of its entry point. */
export class KafkaImage {
  /** The image of the Apache Kafka project, or one laid out like it. */
  public static apacheKafka(options: ApacheKafkaImageOptions = {}): KafkaImage {
    return KafkaImage.of('apache', options.image, options);
  }

  /** The Kafka image of Strimzi. */
  public static strimzi(image: string, options: KafkaImageOptions = {}): KafkaImage {
    return KafkaImage.of('strimzi', image, options);
  }

  /** The Kafka image of AMQ Streams (Streams for Apache Kafka by Red Hat). */
  public static amqStreams(image: string, options: KafkaImageOptions = {}): KafkaImage {
    return KafkaImage.of('amqStreams', image, options);
  }

  /** Confluent's `cp-kafka`. */
  public static confluent(image: string, options: KafkaImageOptions = {}): KafkaImage {
    return KafkaImage.of('confluent', image, options);
  }

  private static of(
    profile: ImageProfileName,
    image: string | undefined,
    options: KafkaImageOptions,
  ): KafkaImage {
    return new KafkaImage({ profile, image, pullPolicy: options.pullPolicy });
  }

  private constructor(private readonly spec: ImageSpec) {}

  /** @internal */
  public _toSpec(): ImageSpec {
    return this.spec;
  }
}
