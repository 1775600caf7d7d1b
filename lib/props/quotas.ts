import type { Size } from 'cdk8s';
import type { QuotaEntity as QuotaEntitySpec } from '../spec/desired-state';
import type { QuotasSpec } from '../spec/quota';
import { bytesOf } from './units';

/** Limits of clients. Each broker counts for itself. */
export interface QuotaOptions {
  /**
   * What a client may produce to each broker in a second.
   * @default - no limit
   */
  readonly producerByteRate?: Size;
  /**
   * What a client may consume from each broker in a second.
   * @default - no limit
   */
  readonly consumerByteRate?: Size;
  /**
   * Share of the time of a request handler or network thread of each broker, in percent: 200 are two threads.
   * @default - no limit
   */
  readonly requestPercentage?: number;
  /**
   * Partitions that a client may create or delete in a second (KIP-599).
   * @default - no limit
   */
  readonly controllerMutationRate?: number;
  /**
   * New connections in a second, from an address. Only of `QuotaEntity.ip` and `QuotaEntity.defaultIp`.
   * @default - no limit
   */
  readonly connectionCreationRate?: number;
}

export function quotasSpec(options: QuotaOptions): QuotasSpec {
  return {
    producerByteRate: bytesOf(options.producerByteRate),
    consumerByteRate: bytesOf(options.consumerByteRate),
    requestPercentage: options.requestPercentage,
    controllerMutationRate: options.controllerMutationRate,
    connectionCreationRate: options.connectionCreationRate,
  };
}

/** Whom quotas are for. Of several that fit a client Kafka takes the narrowest. */
export class QuotaEntity {
  /**
   * One user.
   * @param user as Kafka knows it: `billing`, or of a certificate `CN=shop`
   */
  public static user(user: string): QuotaEntity {
    return new QuotaEntity({ user });
  }

  /** Each user that has no quotas of its own. */
  public static defaultUser(): QuotaEntity {
    return new QuotaEntity({ user: null });
  }

  /**
   * All clients of this id together, of whatever user.
   * @param clientId `client.id` of the clients
   */
  public static clientId(clientId: string): QuotaEntity {
    return new QuotaEntity({ 'client-id': clientId });
  }

  /** Each client id that has no quotas of its own. */
  public static defaultClientId(): QuotaEntity {
    return new QuotaEntity({ 'client-id': null });
  }

  /**
   * One client id of one user.
   * @param user as Kafka knows it
   * @param clientId `client.id` of the clients
   */
  public static userClientId(user: string, clientId: string): QuotaEntity {
    return new QuotaEntity({ user, 'client-id': clientId });
  }

  /**
   * Each client id of one user that has no quotas of its own.
   * @param user as Kafka knows it
   */
  public static userDefaultClientId(user: string): QuotaEntity {
    return new QuotaEntity({ user, 'client-id': null });
  }

  /**
   * One address.
   * @param ip address of the clients, for example `10.0.0.7`
   */
  public static ip(ip: string): QuotaEntity {
    return new QuotaEntity({ ip });
  }

  /** Each address that has no quotas of its own. */
  public static defaultIp(): QuotaEntity {
    return new QuotaEntity({ ip: null });
  }

  private constructor(private readonly spec: QuotaEntitySpec) {}

  /** @internal */
  public _toSpec(): QuotaEntitySpec {
    return this.spec;
  }
}
