import { Admin as KafkaClient, ResponseError } from '@platformatic/kafka';
import type { AdminOptions, Connection } from '@platformatic/kafka';
import { UsageError } from '../util/errors';

/** How to reach a cluster, and as whom. Contents, not files. */
export interface ConnectionOptions {
  readonly bootstrapServers: readonly string[];
  readonly tls:
    | {
        /** PEM; undefined: the authorities of Node. */
        readonly ca: string | undefined;
        readonly cert: string | undefined;
        readonly key: string | undefined;
        /** Whether the server's name has to be one of its certificate. */
        readonly verifyName: boolean;
      }
    | undefined;
  readonly sasl:
    | {
        readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
        readonly username: string;
        readonly password: string;
      }
    | undefined;
}

const REQUEST_MS = 60_000;
const CONNECT_MS = 10_000;

/** A request of the protocol as the client library has it: `createTopicsV7(connection, ...arguments, callback)`. */
export type Api<A extends readonly unknown[], T> = {
  readonly async: (connection: Connection, ...args: A) => Promise<T>;
};

/** One connection to any broker, which forwards to the controller what is the controller's. */
export class KafkaConnection {
  /** How many requests were sent, for reports. */
  public requests = 0;
  private readonly client: KafkaClient;
  private connection: Connection | undefined;

  public constructor({ bootstrapServers, tls, sasl }: ConnectionOptions) {
    const options: AdminOptions = {
      clientId: 'cdk8s-kafka',
      bootstrapBrokers: [...bootstrapServers],
      retries: 0,
      timeout: REQUEST_MS,
      requestTimeout: REQUEST_MS,
      connectTimeout: CONNECT_MS,
      ...(tls === undefined
        ? {}
        : {
            tls: {
              ...(tls.ca === undefined ? {} : { ca: tls.ca }),
              ...(tls.cert === undefined ? {} : { cert: tls.cert }),
              ...(tls.key === undefined ? {} : { key: tls.key }),
              ...(tls.verifyName ? {} : { checkServerIdentity: () => undefined }),
            },
            tlsServerName: true,
          }),
      ...(sasl === undefined ? {} : { sasl: { ...sasl } }),
    };
    this.client = new KafkaClient(options);
  }

  /**
   * Sends a request. Errors of single items are part of the answer; only what has no answer at all is thrown, and the next
   * request then goes over another connection.
   */
  public async send<A extends readonly unknown[], T>(api: Api<A, T>, ...args: A): Promise<T> {
    this.requests += 1;
    try {
      return await api.async(await this.connected(), ...args);
    } catch (error) {
      const { response } = error as { readonly response?: unknown };
      if (error instanceof ResponseError && response !== undefined) return response as T;
      this.connection = undefined;
      throw error;
    }
  }

  private async connected(): Promise<Connection> {
    if (this.connection === undefined) {
      const all = await this.client.connectToBrokers(null);
      [this.connection] = [...all.values()];
    }
    if (this.connection === undefined)
      throw new UsageError('NoBroker', 'no broker could be reached');
    return this.connection;
  }

  public close(): Promise<void> {
    return this.client.close();
  }
}
