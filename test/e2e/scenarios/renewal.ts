import { incarnations, containerLog, kafkaPods } from '../support/cluster';
import type { Deployment } from '../support/deployment';
import { applyPlainUsers } from '../support/deployment';
import { type Pod, kubectl, until } from '../support/kubectl';
import { LISTENERS } from '../support/listeners';
import type { LocalAuthority } from '../support/local-authority';
import { expect, expectEqual } from '../support/outcome';
import { sleep } from '../support/process';
import { type ServedCertificate, servedCertificates } from '../support/served-certificates';
import type { Scene } from '../support/suite';
import { randomPassword } from '../support/text';
import { nodeSubject } from './access';
import { tryToWrite } from './attempts';
import { underLoad } from './under-load';

const CONTROL_PLANE = 9090;
const REPLICATION = 9091;

/** Every port of the pod that speaks TLS. */
function tlsPorts(pod: Pod): readonly number[] {
  if (pod.metadata.labels?.['cdk8s-kafka/pool'] === 'controllers') return [CONTROL_PLANE];
  const clients = Object.values(LISTENERS).filter(({ tls }) => tls);
  return [REPLICATION, ...clients.map(({ port }) => port)];
}

type Served = ReadonlyMap<string, ServedCertificate>;

/** By `pod:port`. */
async function allServed(namespace: string): Promise<Served> {
  const served = new Map<string, ServedCertificate>();
  for (const pod of await kafkaPods(namespace)) {
    const { name } = pod.metadata;
    for (const [port, certificate] of await servedCertificates(namespace, name, tlsPorts(pod))) {
      served.set(`${name}:${String(port)}`, certificate);
    }
  }
  return served;
}

// Secrets reach a pod within the kubelet's sync period, a minute or so.
const RENEWAL_SECONDS = 240;

async function untilAllServeAnother(namespace: string, before: Served): Promise<Served> {
  let now: Served = new Map();
  await until(
    'every TLS port shows another certificate',
    RENEWAL_SECONDS,
    async () => {
      now = await allServed(namespace);
      const stale = [...now].filter(
        ([place, { serialNumber }]) => before.get(place)?.serialNumber === serialNumber,
      );
      expect(
        stale.length === 0,
        `the old one is still on ${stale.map(([place]) => place).join(', ')}`,
      );
      return true;
      // Not more often: looking costs CPU that the nodes may share.
    },
    10_000,
  );
  return now;
}

/** A renewed certificate is shown on every TLS port, and nothing restarts for it. */
export async function renewal(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, certificates } = deployment;
  const before = await incarnations(namespace);
  await underLoad(deployment, scene, 'planned', async () => {
    const old = await allServed(namespace);
    scene.progress.begin('renewal');
    const started = Date.now();
    await certificates.renew();
    const served = await untilAllServeAnother(namespace, old);
    expectEqual(
      new Set([...served.values()].map(({ serialNumber }) => serialNumber)).size,
      1,
      'certificates in use',
    );
    scene.note(`new on ${served.size} ports after ${((Date.now() - started) / 1000).toFixed(0)} s`);
  });
  expectEqual(await incarnations(namespace), before, 'pods and their restarts');
  await expectNoRestartInPlace(namespace);
}

async function expectNoRestartInPlace(namespace: string): Promise<void> {
  for (const { metadata } of await kafkaPods(namespace)) {
    const log = await containerLog(namespace, metadata.name);
    expect(!log.includes('in-place restart'), `${metadata.name} restarted its server`);
  }
}

/**
 * Somebody puts a certificate with another name into the nodes' Secret. Kafka refuses to load it and says so only in its log.
 * The cluster must not follow it into a state where nodes refuse each other.
 */
export async function anotherName(
  deployment: Deployment,
  scene: Scene,
  authority: LocalAuthority,
): Promise<void> {
  const { namespace } = deployment;
  const { organization } = await nodeSubject(deployment);
  const { key, cert } = await authority.forge('cluster-ca', {
    commonName: 'somebody-else',
    organization,
  });
  await underLoad(deployment, scene, 'planned', async () => {
    try {
      scene.progress.begin('a certificate with another name');
      await applyNodeCertificate(namespace, key, cert);
      await until(
        'the nodes complain',
        RENEWAL_SECONDS,
        async () => {
          const pods = await kafkaPods(namespace);
          const logs = await Promise.all(
            pods.map(({ metadata }) => containerLog(namespace, metadata.name, ['--since=5m'])),
          );
          return logs.every((log) =>
            /cdk8s-kafka: .*(another subject|not renewed|somebody-else)/.test(log),
          );
        },
        5000,
      );
      scene.progress.begin('the cluster goes on for 60 s');
      await sleep(60_000);
    } finally {
      await authority.restore();
    }
  });
}

async function applyNodeCertificate(namespace: string, key: string, cert: string): Promise<void> {
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  await kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], {
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: { name: 'orders-kafka-certs', namespace },
      data: { 'tls.key': encode(key), 'tls.crt': encode(cert) },
    }),
  });
}

/** The password of a user of the PLAIN listener changes: the new one is good, the old one is not, and nothing is lost. */
export async function changedPassword(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace, passwords } = deployment;
  const password = randomPassword();
  const attempt = (secret: string): Promise<string | undefined> =>
    tryToWrite(deployment, {
      client: 'node',
      listener: 'sasl',
      credential: { name: 'dave', login: { user: 'dave', password: secret } },
      topic: 'access',
    });
  // Authenticated, though not allowed to write.
  const isLetIn = (answer: string | undefined): boolean =>
    answer === undefined || /authoriz/i.test(answer);
  const old = passwords['dave'] ?? '';
  expect(isLetIn(await attempt(old)), 'the first password is not good to begin with');
  await underLoad(deployment, scene, 'planned', async () => {
    scene.progress.begin('another password in the Secret');
    // Not put back at the end: that would be a second change under the next scenario.
    deployment.passwords = { ...passwords, dave: password };
    await applyPlainUsers(namespace, deployment.passwords, ['carol', 'dave']);
    await until(
      'every broker takes the new password and refuses the old one',
      600,
      // A client begins at any broker: several in a row speak for all.
      async () => {
        for (let round = 0; round < 6; round += 1) {
          if (!isLetIn(await attempt(password)) || isLetIn(await attempt(old))) return false;
        }
        return true;
      },
      5000,
    );
  });
}
