import type { ImageProfileName } from '../spec/cluster';

/** What differs between the images that people run Kafka from. Nothing of an image's own entry point is used. */
export interface ImageProfile {
  /** Folder of Kafka's command line tools. */
  readonly bin: string;
  /** What the tools' names end with. */
  readonly suffix: string;
  /** Class path of Kafka's libraries. */
  readonly libs: string;
  /** Numeric user of the image: `runAsNonRoot` refuses an image that names its user. */
  readonly uid: number;
  /** Paths that the image declares as VOLUME: a claim mounted above one of them is hidden by node-local disk. */
  readonly imageVolumes: readonly string[];
  /** The image for a Kafka version; undefined where the user has to say which. */
  reference(version: string): string | undefined;
}

const OPT_KAFKA = { bin: '/opt/kafka/bin', suffix: '.sh', libs: '/opt/kafka/libs/*' };

export const IMAGE_PROFILES: Readonly<Record<ImageProfileName, ImageProfile>> = {
  apache: {
    ...OPT_KAFKA,
    uid: 1000,
    imageVolumes: ['/var/lib/kafka/data', '/etc/kafka/secrets', '/mnt/shared/config'],
    reference: (version) => `docker.io/apache/kafka:${version}`,
  },
  strimzi: { ...OPT_KAFKA, uid: 1001, imageVolumes: [], reference: () => undefined },
  amqStreams: { ...OPT_KAFKA, uid: 1001, imageVolumes: [], reference: () => undefined },
  confluent: {
    bin: '/usr/bin',
    suffix: '',
    libs: '/usr/share/java/kafka/*',
    uid: 1000,
    imageVolumes: ['/var/lib/kafka/data', '/etc/kafka/secrets'],
    reference: () => undefined,
  },
};
