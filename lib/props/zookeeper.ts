import type { ZooKeeperSpec } from '../spec/zookeeper-connection';
import type { EnsembleSpec } from '../spec/zookeeper';
import type { Said } from '../spec/said';
import { deepFreeze } from '../util/freeze';
import type { Certificates } from './certificates';
import type { KafkaImage } from './kafka-image';
import type { KafkaVersion } from './generated/kafka-version';
import type { Platform } from './platform';
import type { Metrics } from './metrics';
import type {
  JvmOptions,
  LoggingOptions,
  PodTemplateOptions,
  ResourceOptions,
} from './pod-options';
import { jvmSpec, loggingSpec, podTemplateSpec, resourcesSpec } from './pod-options';
import type { RollingOptions } from './rolling';
import { rollingSpec } from './rolling';
import type { SecretRef } from './secret-ref';
import type { Storage } from './storage';
import type { ZooKeeperAuthentication } from './zookeeper-authentication';

/** The Secrets with which a Kafka cluster comes to ZooKeeper over TLS. */
export interface ZooKeeperTlsOptions {
  /** Secret (`kubernetes.io/tls`) with `tls.crt` (chain, leaf first) and `tls.key` (PKCS#8). */
  readonly clientSecretName: string;
  /** CA that signed the certificates of the ensemble. */
  readonly ca: SecretRef;
}

/** A ZooKeeper ensemble that exists. */
export interface ZooKeeperAttributes {
  /** `zk-0.example.com:2181,zk-1.example.com:2181`, with a path behind it where Kafka is not at the root. */
  readonly connectString: string;
  /**
   * How the brokers come to it over TLS.
   * @default - without TLS
   */
  readonly tls?: ZooKeeperTlsOptions;
  /**
   * What the ensemble asks for besides a certificate.
   * @default - nothing
   */
  readonly authentication?: ZooKeeperAuthentication;
}

/** How a Kafka cluster finds a ZooKeeper ensemble. */
export class ZooKeeperConnection {
  /** @internal */
  public static _of(spec: ZooKeeperSpec): ZooKeeperConnection {
    return new ZooKeeperConnection(spec);
  }

  /** @internal */
  public static _ofAttributes(attributes: ZooKeeperAttributes): ZooKeeperConnection {
    const { connectString, tls, authentication } = attributes;
    return new ZooKeeperConnection({
      connectString,
      ensemble: undefined,
      tls: tls && { clientSecretName: tls.clientSecretName, cas: [tls.ca._toSpec()] },
      login: authentication?._toSpec(),
    });
  }

  private constructor(private readonly spec: ZooKeeperSpec) {}

  /** @internal */
  public _toSpec(): ZooKeeperSpec {
    return this.spec;
  }
}

/** A ZooKeeper ensemble, of this program or of elsewhere. */
export interface IZooKeeper {
  /** How Kafka clusters find it. */
  readonly connection: ZooKeeperConnection;
}

/** A ZooKeeper ensemble. */
export interface ZooKeeperEnsembleProps {
  /**
   * Name of the ensemble; its objects are called `<name>-zookeeper…`.
   * @default - the id of the construct
   */
  readonly ensembleName?: string;
  /** Servers: 1, 3, 5 or 7. A majority has to be there. */
  readonly replicas: number;
  /**
   * Where the servers keep their data, one volume each.
   * @default - an emptyDir, which is gone with the pod
   */
  readonly storage?: Storage;
  /**
   * A volume of its own for the log of transactions, which every write waits for.
   * @default - beside the data
   */
  readonly logStorage?: Storage;
  /**
   * Version of Kafka whose image has the server: one of the 3.9 line, the last with ZooKeeper.
   * @default - KafkaVersion.V3_9_1, with ZooKeeper 3.8.4
   */
  readonly version?: KafkaVersion;
  /**
   * The image with Kafka 3.9.
   * @default - KafkaImage.apacheKafka()
   */
  readonly image?: KafkaImage;
  /**
   * Who makes the certificates; clients, quorum and elections use mutual TLS always.
   * @default - cert-manager, from a CA of the ensemble's own
   */
  readonly certificates?: Certificates;
  /**
   * What clients have to prove besides their certificate.
   * @default - nothing
   */
  readonly authentication?: ZooKeeperAuthentication;
  /**
   * The kind of Kubernetes.
   * @default - Platform.KUBERNETES
   */
  readonly platform?: Platform;
  /**
   * Domain of the Kubernetes cluster.
   * @default - cluster.local
   */
  readonly clusterDomain?: string;
  /**
   * How servers stop: one at a time, when the others are a majority.
   * @default - wait 5 minutes at most until it is safe, then 2 minutes for the shutdown
   */
  readonly rolling?: RollingOptions;
  /**
   * Settings of `zoo.cfg`, in ZooKeeper's keys. What the library writes itself is refused.
   * @default - ticks of 1 s, old snapshots purged hourly
   */
  readonly config?: { readonly [key: string]: string };
  /**
   * CPU and memory of each server.
   * @default - 250m and 1 GiB
   */
  readonly resources?: ResourceOptions;
  /**
   * Options of the Java virtual machine.
   * @default - heap of half of the memory
   */
  readonly jvm?: JvmOptions;
  /**
   * Log levels.
   * @default - INFO
   */
  readonly logging?: LoggingOptions;
  /**
   * How metrics come to Prometheus.
   * @default - no metrics
   */
  readonly metrics?: Metrics;
  /**
   * What is added to the pods.
   * @default - nothing
   */
  readonly podTemplate?: PodTemplateOptions;
}

/** The place of an ensemble in the user's program. */
export interface EnsemblePlace {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly said: Said;
}

export function ensembleSpec(props: ZooKeeperEnsembleProps, place: EnsemblePlace): EnsembleSpec {
  return deepFreeze({
    name: props.ensembleName ?? place.name,
    namespace: place.namespace,
    clusterDomain: props.clusterDomain,
    version: props.version?.version,
    replicas: props.replicas,
    storage: props.storage?._toSpec(),
    logStorage: props.logStorage?._toSpec(),
    certificates: props.certificates?._toSpec(),
    login: props.authentication?._toSpec(),
    platform: props.platform?._toSpec(),
    image: props.image?._toSpec(),
    rolling: props.rolling && rollingSpec(props.rolling),
    config: props.config ?? {},
    resources: props.resources && resourcesSpec(props.resources),
    jvm: props.jvm && jvmSpec(props.jvm),
    logging: props.logging && loggingSpec(props.logging),
    metrics: props.metrics?._toSpec(),
    podTemplate: props.podTemplate && podTemplateSpec(props.podTemplate),
    said: place.said,
  });
}
