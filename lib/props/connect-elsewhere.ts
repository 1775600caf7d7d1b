import { completeElsewhere } from '../model/connect';
import { restAccess } from '../model/connect-rest';
import type { Said } from '../spec/said';
import { passwordSpec } from './client-connection';
import type { ClientPasswordOptions } from './client-connection';
import { rememberWorkers } from './connect-known';
import type { ExactlyOnceSources } from './connect-props';
import { ContentsLists } from './contents-lists';
import type { IKafkaGrantee } from './grantee';
import type { SecretRef } from './secret-ref';

/** Connect workers that exist, for all who refer to some. */
export interface ConnectElsewhereOptions {
  /** Where the REST API answers the reconciler of the cluster: `https://connect.example.com:8083`. */
  readonly restUrl: string;
  /**
   * Name of the workers, by which the reconciler remembers their connectors.
   * @default - the id of the construct
   */
  readonly connectName?: string;
  /**
   * Name and password that the REST API asks for (basic authentication).
   * @default - it asks for none
   */
  readonly credentials?: ClientPasswordOptions;
  /**
   * PEM of the CA that has signed the certificate of the REST API.
   * @default - one that every system trusts
   */
  readonly certificateAuthority?: SecretRef;
  /**
   * Who the workers are to Kafka: the rights of connectors on their topics are granted to this user.
   * @default - nobody is granted anything
   */
  readonly user?: IKafkaGrantee;
  /**
   * `group.id` of the workers.
   * @default - the name of the workers
   */
  readonly groupId?: string;
  /**
   * Topic of the offsets of source connectors.
   * @default - `<groupId>-offsets`
   */
  readonly offsetTopic?: string;
  /**
   * Whether source connectors write exactly once there.
   * @default ExactlyOnceSources.DISABLED
   */
  readonly exactlyOnceSources?: ExactlyOnceSources;
}

/** What everybody may know of such workers. */
export interface ConnectElsewhere {
  readonly name: string;
  readonly groupId: string;
}

/** Lets connectors be declared on workers that exist. */
export function connectElsewhere(
  standIn: object,
  cluster: object,
  options: ConnectElsewhereOptions,
  place: { readonly name: string; readonly said: Said },
): ConnectElsewhere {
  const ledger = ContentsLists.of(cluster);
  const { restUrl, credentials, certificateAuthority, user } = options;
  const model = completeElsewhere(
    { ...options, name: options.connectName ?? place.name },
    ledger.facts,
  );
  const { name, groupId, internalTopics } = model;
  const cas = certificateAuthority === undefined ? [] : [certificateAuthority._toSpec()];
  ledger.add('connectClusters', {
    name,
    groupId,
    configTopic: internalTopics.configTopic,
    restUrl,
    access: restAccess(cas, credentials && passwordSpec(credentials)),
    certificate: undefined,
    said: place.said,
  });
  rememberWorkers(standIn, { model, restUrl, cluster, user });
  return { name, groupId };
}
