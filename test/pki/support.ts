import { execFileSync, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { Draft } from '../../lib/pki/draft';
import { draftOf } from '../../lib/pki/draft';
import type { AuthorityRequest, CertificateRequest, ClusterRequests } from '../../lib/pki/requests';
import type { PkiState } from '../../lib/pki/state';

export const NOW = new Date('2027-01-01T00:00:00Z');

export function daysLater(days: number): Date {
  return new Date(NOW.getTime() + days * 86_400_000);
}

export function authority(name: string, more: Partial<AuthorityRequest> = {}): AuthorityRequest {
  return {
    name,
    commonName: `orders-${name}`,
    organization: 'cdk8s-kafka',
    certSecret: `orders-${name}-cert`,
    validityDays: 3650,
    ...more,
  };
}

export function nodes(more: Partial<CertificateRequest> = {}): CertificateRequest {
  return {
    secret: 'orders-kafka-certs',
    authority: 'cluster-ca',
    commonName: 'orders-kafka',
    organization: 'cdk8s-kafka',
    dnsNames: ['*.orders-kafka-brokers.kafka.svc', 'orders-kafka-bootstrap.kafka.svc'],
    ipAddresses: [],
    usages: ['server auth', 'client auth'],
    validityDays: 90,
    format: 'tls',
    ...more,
  };
}

export function client(name: string, more: Partial<CertificateRequest> = {}): CertificateRequest {
  return {
    secret: name,
    authority: 'clients-ca',
    commonName: name,
    organization: undefined,
    dnsNames: [],
    ipAddresses: [],
    usages: ['client auth'],
    validityDays: 365,
    format: 'user',
    ...more,
  };
}

export function cluster(more: Partial<ClusterRequests> = {}): ClusterRequests {
  return {
    cluster: 'orders',
    namespace: 'kafka',
    authorities: [authority('cluster-ca'), authority('clients-ca')],
    certificates: [nodes(), client('billing')],
    ...more,
  };
}

/** A folder in memory: what one command leaves is what the next one finds. */
export interface MemoryFolder {
  readonly files: Map<string, string>;
  run(work: (draft: Draft) => Promise<unknown>): Promise<Draft>;
}

export function memoryFolder(keyAlgorithm: PkiState['keyAlgorithm'] = 'ec-p256'): MemoryFolder {
  const files = new Map<string, string>();
  let state: PkiState = { keyAlgorithm, authorities: [], clusters: [], users: [] };
  return {
    files,
    run: async (work) => {
      const draft = draftOf(state, (path) => files.get(path));
      await work(draft);
      for (const [path, text] of draft.changes) {
        if (text === undefined) files.delete(path);
        else files.set(path, text);
      }
      state = draft.state;
      return draft;
    },
  };
}

/** `made kafka/billing` for all that was not kept. */
export function happened(draft: Draft): readonly string[] {
  return draft.events
    .filter((event) => event.action !== 'kept')
    .map((event) => `${event.action} ${event.name}`);
}

export function requestsYaml(requests: ClusterRequests): string {
  const json = JSON.stringify({ version: 1, ...requests });
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${requests.cluster}-certificate-requests
  namespace: ${requests.namespace}
  labels:
    cdk8s-kafka/certificate-requests: "true"
data:
  requests.json: '${json}'
`;
}

export async function inTemporaryFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-pki-'));
  try {
    return await work(path);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  process.stderr.write(
    'openssl is not installed: what it says of our certificates is NOT tested\n',
  );

/** For tests that ask another implementation than the one that made the certificates. */
export const opensslTest = hasOpenssl ? test : test.skip;

export function openssl(...args: readonly string[]): string {
  return execFileSync('openssl', [...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Whether openssl takes the certificate, for a purpose, under the trust bundle. */
export async function opensslVerifies(
  certificate: string,
  trusted: string,
  purpose: 'sslserver' | 'sslclient',
): Promise<boolean> {
  return inTemporaryFolder((path) => {
    const files = { leaf: join(path, 'leaf.pem'), trusted: join(path, 'trusted.pem') };
    writeFileSync(files.leaf, certificate);
    writeFileSync(files.trusted, trusted);
    // The tests' clock stands, openssl's does not.
    const at = String(NOW.getTime() / 1000 + 60);
    const { status } = spawnSync('openssl', [
      ...['verify', '-x509_strict', '-attime', at, '-purpose', purpose],
      ...['-CAfile', files.trusted, files.leaf],
    ]);
    return Promise.resolve(status === 0);
  });
}

export async function opensslText(pem: string): Promise<string> {
  return inTemporaryFolder((path) => {
    const file = join(path, 'certificate.pem');
    writeFileSync(file, pem);
    return Promise.resolve(openssl('x509', '-in', file, '-noout', '-text', '-nameopt', 'RFC2253'));
  });
}
