import { Admin as KafkaClient, describeClusterV1, ResponseError } from '@platformatic/kafka';
import type { AdminOptions, Connection } from '@platformatic/kafka';
import { UsageError } from '../util/errors';
import { isForController } from './errors';

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

/** The brokers of a cluster, as requests find them. */
export interface Brokers {
  /** Whichever answers. */
  any(): Promise<Connection | undefined>;
  /** Undefined while it is not there. */
  one(id: number): Promise<Connection | undefined>;
  close(): Promise<void>;
}

/** While another controller is elected, nobody is one. */
const FOLLOW_ATTEMPTS = 20;
const FOLLOW_PAUSE_MS = 500;

/** One connection to a broker for all that any broker answers, or passes on to the controller. */
export class KafkaConnection {
  /** How many requests were sent, for reports. */
  public requests = 0;
  private connection: Connection | undefined;

  public constructor(
    options: ConnectionOptions,
    private readonly brokers: Brokers = brokersOf(options),
  ) {}

  /**
   * Sends a request. Errors of single items are part of the answer; only what has no answer at all is thrown, and the next
   * request then goes over another connection.
   *
   * In KRaft mode each broker passes on what is the controller's. On ZooKeeper it refuses that, and the request goes to the
   * broker that is the controller, as do those after it.
   */
  public async send<A extends readonly unknown[], T>(api: Api<A, T>, ...args: A): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask(await this.connected(), api, args);
      if (attempt === FOLLOW_ATTEMPTS || !isForController(answer)) return answer;
      await this.goToController();
    }
  }

  /** Sends a request about a broker's own settings, of which no other broker knows. */
  public async sendTo<A extends readonly unknown[], T>(
    broker: number,
    api: Api<A, T>,
    ...args: A
  ): Promise<T> {
    const connection = await this.brokers.one(broker);
    if (connection === undefined)
      throw new UsageError('NoBroker', `broker ${String(broker)} could not be reached`);
    return this.ask(connection, api, args);
  }

  private async ask<A extends readonly unknown[], T>(
    connection: Connection,
    api: Api<A, T>,
    args: A,
  ): Promise<T> {
    this.requests += 1;
    try {
      return await api.async(connection, ...args);
    } catch (error) {
      const { response } = error as { readonly response?: unknown };
      if (error instanceof ResponseError && response !== undefined) return response as T;
      this.connection = undefined;
      throw error;
    }
  }

  private async connected(): Promise<Connection> {
    this.connection ??= await this.brokers.any();
    if (this.connection === undefined)
      throw new UsageError('NoBroker', 'no broker could be reached');
    return this.connection;
  }

  private async goToController(): Promise<void> {
    const { controllerId } = await this.ask(await this.connected(), DESCRIBE_CLUSTER, [false, 1]);
    const controller = controllerId < 0 ? undefined : await this.brokers.one(controllerId);
    if (controller === undefined || controller === this.connection)
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_PAUSE_MS));
    else this.connection = controller;
  }

  public close(): Promise<void> {
    return this.brokers.close();
  }
}

const DESCRIBE_CLUSTER = describeClusterV1.api as unknown as Api<
  readonly [boolean, number],
  { readonly controllerId: number }
>;

function brokersOf({ bootstrapServers, tls, sasl }: ConnectionOptions): Brokers {
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
  const client = new KafkaClient(options);
  const first = (found: ReadonlyMap<number, Connection>): Connection | undefined =>
    [...found.values()][0];
  return {
    any: async () => first(await client.connectToBrokers(null)),
    one: async (id) => first(await client.connectToBrokers([id])),
    close: () => client.close(),
  };
}
