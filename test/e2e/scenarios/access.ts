import { X509Certificate } from 'node:crypto';
import { allow, adminTool, makeScramUser } from '../support/admin';
import { type ClientKind, client } from '../support/clients';
import { kafkaPods } from '../support/cluster';
import type { Deployment } from '../support/deployment';
import { getJson } from '../support/kubectl';
import type { ListenerName } from '../support/listeners';
import { type LocalAuthority, forge } from '../support/local-authority';
import { expect } from '../support/outcome';
import { isVerbose } from '../support/settings';
import type { Scene } from '../support/suite';
import { makeAuthority } from '../../../lib/pki/authority';
import { randomPassword } from '../support/text';
import { type Credential, type Refusal, tryToWrite } from './attempts';

const TOPIC = 'access';
const ALL: readonly ClientKind[] = ['kafka', 'node', 'kcat'];
/** librdkafka of kcat 1.7.1 makes a nonce that brokers refuse since they check it (CVE-2024-56128). */
const NOT_KCAT: readonly ClientKind[] = ['kafka', 'node'];

interface Row {
  readonly listener: ListenerName;
  readonly credential: Credential;
  readonly clients: readonly ClientKind[];
  /** Undefined: the record is written. */
  readonly refused: RegExp | undefined;
}

const UNAUTHORIZED =
  /not authorized|authorization failed|TOPIC_AUTHORIZATION_FAILED|TopicAuthorization/i;
const UNAUTHENTICATED =
  /authentication failed|invalid credentials|SASL_AUTHENTICATION_FAILED|SaslAuthentication|Authentication fail/i;
/** In the words of the Java client, of kcat and of the Node client: reached, and then refused in the TLS handshake. */
const HANDSHAKE = /SslAuthenticationException|SSL alert number|Connection closed/;

async function makeTopic(deployment: Deployment): Promise<void> {
  await adminTool(
    deployment,
    'kafka-topics',
    `--create --if-not-exists --topic ${TOPIC} --partitions 3 --replication-factor 3`,
  );
}

/** What is wrong with the outcome of an attempt; undefined when it is as it has to be. */
function verdict(refused: RegExp | undefined, refusal: Refusal): string | undefined {
  const words = refusal?.trim().slice(-600) ?? '';
  if (refused === undefined) return refusal === undefined ? undefined : `refused: ${words}`;
  if (refusal === undefined) return 'was let in';
  return refused.test(refusal)
    ? undefined
    : `failed for another reason than ${String(refused)}: ${words}`;
}

/**
 * Tries each row with each of its clients and reports all rows that do not hold, not just the first.
 * A row that must be refused is refused for its own reason: an unreachable broker is no refusal.
 */
async function tryRows(deployment: Deployment, scene: Scene, rows: readonly Row[]): Promise<void> {
  const wrong: string[] = [];
  const attempts = rows.flatMap(({ clients, ...row }) =>
    clients.map((kind) => ({ ...row, client: kind, topic: TOPIC })),
  );
  for (const { refused, ...attempt } of attempts) {
    const what = `${attempt.client} as ${attempt.credential.name} on ${attempt.listener}`;
    scene.progress.begin(what);
    const refusal = await tryToWrite(deployment, attempt);
    if (isVerbose) scene.progress.say(`${what}: ${refusal?.replace(/\s+/g, ' ') ?? 'written'}`);
    const problem = verdict(refused, refusal);
    if (problem !== undefined) wrong.push(`${what}: ${problem}`);
  }
  expect(wrong.length === 0, `${wrong.length} of ${attempts.length}:\n  ${wrong.join('\n  ')}`);
  scene.note(`${attempts.length} attempts as expected`);
}

/** The first admin makes a SCRAM user with the mounted admin.properties; users come in on every listener. */
export async function firstAdmin(deployment: Deployment, scene: Scene): Promise<void> {
  const { passwords, certificates } = deployment;
  const password = randomPassword();
  scene.progress.begin('the admin makes a user');
  await makeTopic(deployment);
  await makeScramUser(deployment, 'frank', 'SCRAM-SHA-512', password);
  for (const user of ['frank', 'erin', 'carol', 'CN=shop'])
    await allow(deployment, `User:${user}`, TOPIC);
  const login = (user: string, secret = passwords[user] ?? ''): Credential => ({
    name: user,
    login: { user, password: secret },
  });
  const shop = { name: 'CN=shop', certificate: await certificates.clientCertificate('shop') };
  await tryRows(deployment, scene, [
    {
      listener: 'scram',
      credential: login('frank', password),
      clients: NOT_KCAT,
      refused: undefined,
    },
    { listener: 'scram256', credential: login('erin'), clients: NOT_KCAT, refused: undefined },
    { listener: 'sasl', credential: login('carol'), clients: ALL, refused: undefined },
    { listener: 'mtls', credential: shop, clients: ALL, refused: undefined },
  ]);
}

/** Who does not prove who it is, or may not do what it wants, is refused on each listener. */
export async function refusals(
  deployment: Deployment,
  scene: Scene,
  authority: LocalAuthority | undefined,
): Promise<void> {
  const { passwords, certificates } = deployment;
  await makeTopic(deployment);
  const login = (user: string, password: string): Credential => ({
    name: `${user} with ${password === passwords[user] ? 'its password' : 'another password'}`,
    login: { user, password },
  });
  const now = new Date();
  const foreignCa = await makeAuthority({ commonName: 'foreign', organization: undefined }, 1, {
    algorithm: 'ec-p256',
    now,
  });
  const foreign = {
    name: 'a foreign certificate',
    certificate: await forge(foreignCa, { commonName: 'shop', organization: undefined }),
  };
  const stranger = {
    name: 'CN=stranger',
    certificate: await certificates.clientCertificate('stranger'),
  };
  const nobody: Credential = { name: 'nobody' };
  const wrong = 'wrong-password';
  // The text that a reference which does not resolve leaves in place of the password.
  const literal = '${dir:/opt/cdk8s-kafka/secrets/plain-users:carol}';
  await tryRows(deployment, scene, [
    { listener: 'plain', credential: nobody, clients: ALL, refused: UNAUTHORIZED },
    {
      listener: 'scram',
      credential: login('load', wrong),
      clients: NOT_KCAT,
      refused: UNAUTHENTICATED,
    },
    { listener: 'scram', credential: nobody, clients: NOT_KCAT, refused: UNAUTHENTICATED },
    {
      listener: 'scram',
      credential: login('load', passwords['load'] ?? ''),
      clients: NOT_KCAT,
      refused: UNAUTHORIZED,
    },
    {
      listener: 'scram256',
      credential: login('erin', wrong),
      clients: NOT_KCAT,
      refused: UNAUTHENTICATED,
    },
    { listener: 'sasl', credential: login('carol', wrong), clients: ALL, refused: UNAUTHENTICATED },
    {
      listener: 'sasl',
      credential: login('carol', literal),
      clients: ALL,
      refused: UNAUTHENTICATED,
    },
    {
      listener: 'sasl',
      credential: login('dave', passwords['dave'] ?? ''),
      clients: ALL,
      refused: UNAUTHORIZED,
    },
    { listener: 'mtls', credential: nobody, clients: ALL, refused: HANDSHAKE },
    { listener: 'mtls', credential: foreign, clients: ALL, refused: HANDSHAKE },
    { listener: 'mtls', credential: stranger, clients: ALL, refused: UNAUTHORIZED },
    ...(authority === undefined ? [] : await nodeName(deployment, authority)),
  ]);
  await betweenTheNodes(deployment, scene);
}

/** A client with the name that the nodes have is not one of them, and so no super user. */
async function nodeName(
  deployment: Deployment,
  authority: LocalAuthority,
): Promise<readonly Row[]> {
  const { commonName, organization } = await nodeSubject(deployment);
  const certificate = await authority.forge('clients-ca', { commonName, organization });
  const credential = { name: `a client called CN=${commonName},O=${organization}`, certificate };
  return [{ listener: 'mtls', credential, clients: ALL, refused: UNAUTHORIZED }];
}

export async function nodeSubject(
  deployment: Deployment,
): Promise<{ readonly commonName: string; readonly organization: string }> {
  const secret = await getJson<{ readonly data: Readonly<Record<string, string>> }>([
    '-n',
    deployment.namespace,
    'secret',
    'orders-kafka-certs',
  ]);
  const { subject } = new X509Certificate(Buffer.from(secret.data['tls.crt'] ?? '', 'base64'));
  const part = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(subject)?.[1] ?? '';
  return { commonName: part('CN'), organization: part('O') };
}

/** Clients do not even reach the ports between the nodes. */
async function betweenTheNodes(deployment: Deployment, scene: Scene): Promise<void> {
  const pods = await kafkaPods(deployment.namespace);
  scene.progress.begin('the ports between the nodes');
  for (const pod of pods) {
    const { name, labels } = pod.metadata;
    const port = labels?.['cdk8s-kafka/pool'] === 'controllers' ? 9090 : 9091;
    const host = `${name}.orders-kafka-brokers.${deployment.namespace}.svc`;
    const script =
      `node -e 'const s=require("net").connect(${String(port)},"${host}");` +
      's.setTimeout(3000,()=>{console.log("no answer");process.exit()});' +
      's.on("connect",()=>{console.log("connected");process.exit()});' +
      's.on("error",e=>{console.log(e.code);process.exit()})\'';
    const answer = (await client(deployment.clients, 'node', script)).trim();
    expect(
      answer === 'no answer' || answer === 'ECONNREFUSED',
      `a client reaches ${host}:${port}: ${answer}`,
    );
  }
}
