import { randomBytes } from 'node:crypto';
import { Certificates } from 'cdk8s-kafka';
import { CLUSTER } from '../apps/orders';
import type { CertificateSource, ClientCertificate } from './certificates';
import { getJson, kubectl, tryKubectl, until } from './kubectl';
import { expect } from './outcome';

export async function hasCertManager(): Promise<boolean> {
  const { code } = await tryKubectl(['get', 'crd', 'certificates.cert-manager.io']);
  return code === 0;
}

interface Secret {
  readonly data?: Readonly<Record<string, string>>;
}

/** Certificates by cert-manager: the manifests hold the requests, and so do those of the suite's own clients. */
export function certManager(namespace: string): CertificateSource {
  const secret = async (name: string): Promise<Readonly<Record<string, string>>> => {
    const { data } = await getJson<Secret>(['-n', namespace, 'secret', name]);
    return Object.fromEntries(
      Object.entries(data ?? {}).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString('utf8'),
      ]),
    );
  };
  return {
    props: Certificates.certManager(),
    beforeApply: () => Promise.resolve(),
    clusterCa: async () => (await secret(`${CLUSTER}-cluster-ca-cert`))['ca.crt'] ?? '',
    clientCertificate: async (user) => {
      await kubectl(['apply', '--server-side', '-f', '-'], {
        input: JSON.stringify(clientRequest(namespace, user)),
      });
      await kubectl(
        ['-n', namespace, 'wait', '--for=condition=Ready', `certificate/${user}`, '--timeout=60s'],
        {
          timeoutSeconds: 70,
        },
      );
      const { 'tls.crt': cert, 'tls.key': key } = await secret(user);
      return { cert: cert ?? '', key: key ?? '' } satisfies ClientCertificate;
    },
    renew: () => renew(namespace),
  };
}

const clientRequest = (namespace: string, user: string): object => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: user, namespace },
  spec: {
    secretName: user,
    commonName: user,
    usages: ['client auth'],
    privateKey: { algorithm: 'ECDSA', size: 256, encoding: 'PKCS8', rotationPolicy: 'Always' },
    issuerRef: { name: `${CLUSTER}-clients-ca`, kind: 'Issuer', group: 'cert-manager.io' },
  },
});

interface CertificateStatus {
  readonly status?: { readonly revision?: number };
}

/** What `cmctl renew` does: the condition Issuing. */
async function renew(namespace: string): Promise<void> {
  const name = `${CLUSTER}-kafka-certs`;
  const get = (): Promise<CertificateStatus> =>
    getJson<CertificateStatus>(['-n', namespace, 'certificate', name]);
  const before = (await get()).status?.revision ?? 0;
  const condition = {
    type: 'Issuing',
    status: 'True',
    reason: 'ManuallyTriggered',
    message: `by the end-to-end suite, ${randomBytes(4).toString('hex')}`,
    lastTransitionTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  const patch = JSON.stringify([{ op: 'add', path: '/status/conditions/-', value: condition }]);
  await kubectl([
    '-n',
    namespace,
    'patch',
    'certificate',
    name,
    '--subresource=status',
    '--type=json',
    '-p',
    patch,
  ]);
  await until('cert-manager has renewed the certificate', 60, async () => {
    const revision = (await get()).status?.revision ?? 0;
    expect(revision > before, `revision ${revision}`);
    return true;
  });
}
