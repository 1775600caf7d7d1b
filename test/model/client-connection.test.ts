import { clientConnection } from '../../lib/model/client-connection';
import type { ClientWishes } from '../../lib/model/client-connection';
import { factsOfBootstrap } from '../../lib/model/cluster-facts';
import type { ClusterFacts } from '../../lib/model/cluster-facts';
import { completeUser } from '../../lib/model/users';
import type { BootstrapSpec } from '../../lib/spec/bootstrap';
import { FACTS, said, scram, TLS, user } from '../support/contents';

const wishes = (more: Partial<ClientWishes> = {}): ClientWishes => ({
  listener: undefined,
  user: undefined,
  authentication: undefined,
  tls: undefined,
  ...more,
});
const elsewhere = (more: Partial<BootstrapSpec> = {}): ClusterFacts =>
  factsOfBootstrap({
    name: 'msk',
    namespace: 'kafka',
    bootstrapServers: 'b-1:9096',
    tls: undefined,
    authentication: undefined,
    version: undefined,
    clusterId: undefined,
    brokers: undefined,
    superUsers: [],
    said: said('app/msk'),
    ...more,
  });
const SCRAM = completeUser(user('etl', { authentication: scram() }), FACTS);
const CERTIFICATE = completeUser(user('etl', { authentication: TLS }), FACTS);

test('a SCRAM user comes in by the listener for SCRAM, with its own password', () => {
  expect(clientConnection(wishes({ user: SCRAM }), FACTS)).toEqual({
    bootstrapServers: 'orders-kafka-bootstrap.kafka.svc:9094',
    securityProtocol: 'SASL_SSL',
    trust: { secretName: 'orders-cluster-ca-cert', key: 'ca.crt' },
    identity: undefined,
    sasl: {
      mechanism: 'SCRAM-SHA-512',
      username: { kind: 'literal', name: 'etl' },
      password: { secretName: 'etl', key: 'password' },
    },
  });
});

test('a user with a certificate comes in by the listener for certificates', () => {
  expect(clientConnection(wishes({ user: CERTIFICATE }), FACTS)).toMatchObject({
    bootstrapServers: 'orders-kafka-bootstrap.kafka.svc:9093',
    securityProtocol: 'SSL',
    identity: { secretName: 'etl', certificate: 'tls.crt', key: 'tls.key' },
    sasl: undefined,
  });
});

test.each([
  [wishes({ user: SCRAM, listener: 'tls' })],
  [wishes({ user: CERTIFICATE, listener: 'none such' })],
  [wishes()],
])('there is no way in for %j', (one) => {
  expect(clientConnection(one, FACTS)).toBeUndefined();
});

const PLAIN = {
  kind: 'sasl',
  mechanism: 'PLAIN',
  username: { secretName: 's', key: 'u' },
  password: { secretName: 's', key: 'p' },
} as const;
const KEY = { kind: 'tls', secretName: 's', certificate: 'c', key: 'k' } as const;

test.each([
  ['PLAINTEXT', wishes(), elsewhere()],
  ['SSL', wishes(), elsewhere({ tls: { kind: 'publicCa' } })],
  ['SSL', wishes({ authentication: KEY }), elsewhere()],
  ['SASL_PLAINTEXT', wishes({ authentication: PLAIN }), elsewhere()],
  ['SASL_SSL', wishes({ authentication: PLAIN, tls: { kind: 'publicCa' } }), elsewhere()],
  ['SASL_SSL', wishes({ user: SCRAM }), elsewhere({ tls: { kind: 'publicCa' } })],
])('of elsewhere: %s', (protocol, one, facts) => {
  expect(clientConnection(one, facts)?.securityProtocol).toBe(protocol);
});

test('whom the client is told to trust it trusts, instead of the CA of the cluster', () => {
  const ca = { secretName: 'ca', key: 'ca.pem' };
  const said = wishes({ user: SCRAM, tls: { kind: 'ca', ca } });
  expect(clientConnection(said, FACTS)?.trust).toEqual(ca);
});
