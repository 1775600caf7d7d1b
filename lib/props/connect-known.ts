import { expand, GRANTS } from '../acl';
import { completeConnect, declaredTopics } from '../model/connect';
import type { ConnectModel } from '../model/connect';
import type { ConnectSpec } from '../spec/connect';
import type { ServerCertificateRequest } from '../spec/contents';
import { UsageError } from '../util/errors';
import { ContentsLists } from './contents-lists';
import type { IKafkaGrantee } from './grantee';

/** Workers of the program, by what stands for them. */
const known = new WeakMap<object, ConnectWorkers>();

/** What connectors have to know of their workers. */
export interface ConnectWorkers {
  readonly model: Pick<ConnectModel, 'name' | 'groupId' | 'internalTopics' | 'exactlyOnceSources'>;
  readonly restUrl: string;
  readonly cluster: object;
  readonly user: IKafkaGrantee | undefined;
}

/** Those of a construct or a component. */
export function workersOf(connect: object): ConnectWorkers {
  const workers = known.get(connect);
  if (workers !== undefined) return workers;
  throw new UsageError(
    'ConnectUnknown',
    'this is no Connect cluster of this library; use new ConnectCluster',
  );
}

/** Lets connectors find their workers by what stands for them. */
export const rememberWorkers = (connect: object, workers: ConnectWorkers): void => {
  known.set(connect, workers);
};

/** The workers with every default, and what they need in their cluster: topics and rights, which are in its ledger then. */
export function connectIn(
  cluster: object,
  spec: ConnectSpec,
  user: IKafkaGrantee | undefined,
): ConnectModel {
  const ledger = ContentsLists.of(cluster);
  const model = completeConnect(spec, ledger.facts, user && ledger.user(user.principal));
  const { name, groupId, internalTopics, rest } = model;
  ledger.add('connectClusters', {
    name,
    groupId,
    configTopic: internalTopics.configTopic,
    restUrl: rest.url,
    access: rest.access,
    certificate: certificateOf(model),
    said: spec.said,
  });
  ledger.addAll('topics', declaredTopics(model));
  if (user !== undefined)
    ledger.grant(user, {
      grants: expand(GRANTS.connectWorker, {
        groupId,
        ...internalTopics,
        createsTopics: !internalTopics.declared,
        exactlyOnceSources: model.exactlyOnceSources !== 'disabled',
        brokersBefore28: ledger.facts.brokersBefore28,
      }),
      permission: 'ALLOW',
      host: '*',
      reason: `ConnectCluster ${name}`,
      ...spec.said,
    });
  return model;
}

/** What the command line has to make, where the cluster's authority is its. */
function certificateOf({
  rest: { tls },
  cluster,
}: ConnectModel): ServerCertificateRequest | undefined {
  if (tls?.own === undefined || cluster.identities.kind !== 'localAuthority') return undefined;
  const { commonName, dnsNames } = tls.own;
  return { secretName: tls.secretName, commonName, dnsNames };
}

/** What connectors write in the place of a secret: workers find it in the Secret when they start the connector. */
export function secretReference(
  { spec, name }: ConnectModel,
  { secretName, key }: { readonly secretName: string; readonly key: string },
): string {
  if (spec.secrets.includes(secretName))
    return `\${dir:/opt/cdk8s-kafka/secrets/${secretName}:${key}}`;
  throw new UsageError(
    'ConnectSecretUnknown',
    `connect cluster '${name}' has no Secret '${secretName}'; its Secrets are ${spec.secrets.map((one) => `'${one}'`).join(', ') || 'none'}`,
  );
}
