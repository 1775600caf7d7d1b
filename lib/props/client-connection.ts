import type { BootstrapSpec, ClientAuthenticationSpec, ClientTlsSpec } from '../spec/bootstrap';
import type { RestUserSpec } from '../spec/connect-rest';
import type { ReconcilerSaslMechanism } from '../spec/reconciler-settings';
import type { Said } from '../spec/said';
import { deepFreeze } from '../util/freeze';
import type { KafkaVersion } from './generated/kafka-version';
import type { Reconciler } from './reconciler';
import type { SecretRef } from './secret-ref';

/** Whom a client trusts when it connects by TLS. */
export class ClientTls {
  /** Certificates of the authorities that every system trusts. */
  public static publicCa(): ClientTls {
    return new ClientTls({ kind: 'publicCa' });
  }

  /**
   * Certificates of an authority of its own.
   * @param certificate PEM of the CA
   */
  public static ca(certificate: SecretRef): ClientTls {
    return new ClientTls({ kind: 'ca', ca: certificate._toSpec() });
  }

  private constructor(private readonly spec: ClientTlsSpec) {}

  /** @internal */
  public _toSpec(): ClientTlsSpec {
    return this.spec;
  }
}

/** A client's certificate. */
export interface ClientCertificateOptions {
  /** Name of the Secret. */
  readonly secretName: string;
  /**
   * Key of the certificate chain, leaf first.
   * @default tls.crt
   */
  readonly certificate?: string;
  /**
   * Key of the private key, PKCS#8.
   * @default tls.key
   */
  readonly key?: string;
}

/** A client's name and password. */
export interface ClientPasswordOptions {
  /** Name of the user. */
  readonly username: SecretRef;
  /** Its password. */
  readonly password: SecretRef;
}

export const passwordSpec = ({ username, password }: ClientPasswordOptions): RestUserSpec => ({
  username: username._toSpec(),
  password: password._toSpec(),
});

/** How a client proves who it is. */
export class ClientAuthentication {
  /** By a certificate. */
  public static tls(options: ClientCertificateOptions): ClientAuthentication {
    const { secretName, certificate = 'tls.crt', key = 'tls.key' } = options;
    return new ClientAuthentication({ kind: 'tls', secretName, certificate, key });
  }

  /** By SCRAM-SHA-512. */
  public static scramSha512(options: ClientPasswordOptions): ClientAuthentication {
    return sasl('SCRAM-SHA-512', options);
  }

  /** By SCRAM-SHA-256. */
  public static scramSha256(options: ClientPasswordOptions): ClientAuthentication {
    return sasl('SCRAM-SHA-256', options);
  }

  /** By SASL PLAIN. */
  public static plain(options: ClientPasswordOptions): ClientAuthentication {
    return sasl('PLAIN', options);
  }

  /** @internal */
  public static _of(spec: ClientAuthenticationSpec): ClientAuthentication {
    return new ClientAuthentication(spec);
  }

  private constructor(private readonly spec: ClientAuthenticationSpec) {}

  /** @internal */
  public _toSpec(): ClientAuthenticationSpec {
    return this.spec;
  }
}

function sasl(
  mechanism: ReconcilerSaslMechanism,
  options: ClientPasswordOptions,
): ClientAuthentication {
  return ClientAuthentication._of({
    kind: 'sasl',
    mechanism,
    ...passwordSpec(options),
  });
}

/** A Kafka cluster that exists. Topics, users and ACLs of the program are made in it as this client. */
export interface KafkaClusterAttributes {
  /** Where clients begin, comma separated: `kafka-1.example.com:9093,kafka-2.example.com:9093`. */
  readonly bootstrapServers: string;
  /**
   * Name of the cluster, with which the names of objects begin.
   * @default - the id of the construct
   */
  readonly clusterName?: string;
  /**
   * Whom clients trust.
   * @default - no TLS
   */
  readonly tls?: ClientTls;
  /**
   * How the reconciler proves who it is.
   * @default - it does not
   */
  readonly authentication?: ClientAuthentication;
  /**
   * Version of Kafka, against whose options topics are checked.
   * @default - configuration of topics is not checked
   */
  readonly version?: KafkaVersion;
  /**
   * Id that the cluster must have, or nothing is written.
   * @default - the id that is seen first is remembered
   */
  readonly clusterId?: string;
  /**
   * Number of brokers. With fewer in sight nothing is deleted.
   * @default - not known
   */
  readonly brokers?: number;
  /**
   * Users to whom everything is allowed, so that what is asked about rights has the right answer.
   * @default - none
   */
  readonly superUsers?: string[];
  /**
   * How topics, users and ACLs get into the cluster.
   * @default - a Job for each change, and a CronJob that reports drift
   */
  readonly reconciler?: Reconciler;
}

export function bootstrapSpec(
  attributes: KafkaClusterAttributes,
  place: { readonly name: string; readonly namespace: string | undefined; readonly said: Said },
): BootstrapSpec {
  return deepFreeze({
    name: attributes.clusterName ?? place.name,
    namespace: place.namespace,
    bootstrapServers: attributes.bootstrapServers,
    tls: attributes.tls?._toSpec(),
    authentication: attributes.authentication?._toSpec(),
    version: attributes.version?.version,
    clusterId: attributes.clusterId,
    brokers: attributes.brokers,
    superUsers: attributes.superUsers ?? [],
    said: place.said,
  });
}
