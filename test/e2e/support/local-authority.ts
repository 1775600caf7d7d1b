import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Certificates } from 'cdk8s-kafka';
import { type Subject, signCertificate } from '../../../lib/pki/authority';
import { readPair } from '../../../lib/pki/certificates';
import { CLUSTER } from '../apps/orders';
import type { CertificateSource, ClientCertificate } from './certificates';
import { kubectl } from './kubectl';
import { ExpectationFailed, expect } from './outcome';
import { run } from './process';

const REPOSITORY = resolve(__dirname, '..', '..', '..');

async function pki(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(
    process.execPath,
    ['--import', 'tsx', 'lib/cli/main.ts', 'pki', ...args],
    { cwd: REPOSITORY },
  );
  expect(code === 0, `cdk8s-kafka pki ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

export interface LocalAuthority extends CertificateSource {
  /** A certificate of one of the cluster's authorities with any subject: what the command line would not make. */
  forge(authority: 'clients-ca' | 'cluster-ca', subject: Subject): Promise<ClientCertificate>;
  /** Puts the node certificate of the folder into its Secret again. */
  restore(): Promise<void>;
}

/** Certificates by `cdk8s-kafka pki`, as the README has it: keys in a folder, Secrets applied from files of their own. */
export async function localAuthority(namespace: string): Promise<LocalAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-kafka-e2e-pki-'));
  await pki(['init', '--dir', folder]);
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const applySecrets = async (): Promise<void> => {
    await kubectl([
      'apply',
      '--server-side',
      '--force-conflicts',
      '-f',
      `${folder}/secrets/${namespace}.yaml`,
    ]);
  };
  const certificateOf = (path: string): ClientCertificate => {
    const pair = readPair(read(path));
    if (pair === undefined) throw new ExpectationFailed(`no key and certificate in ${path}`);
    return { key: pair.key, cert: pair.certificate };
  };
  return {
    props: Certificates.localAuthority(),
    restore: applySecrets,
    beforeApply: async (manifests) => {
      await pki(['issue', '--dir', folder, '--manifests', manifests]);
      await applySecrets();
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- another source has to ask the cluster
    clusterCa: async () =>
      certificateOf(`authorities/${namespace}/${CLUSTER}/cluster-ca/1.pem`).cert,
    clientCertificate: async (user) => {
      await pki(['user', user, '--dir', folder, '--cluster', CLUSTER, '--namespace', namespace]);
      return certificateOf(`certificates/${namespace}/${user}.pem`);
    },
    renew: async () => {
      await pki(['renew', '--all', '--dir', folder]);
      await applySecrets();
    },
    forge: async (authority, subject) => {
      const signer = certificateOf(`authorities/${namespace}/${CLUSTER}/${authority}/1.pem`);
      return forge({ key: signer.key, certificate: signer.cert }, subject);
    },
  };
}

export async function forge(
  authority: { readonly key: string; readonly certificate: string },
  subject: Subject,
): Promise<ClientCertificate> {
  const { key, certificate } = await signCertificate(
    {
      ...subject,
      secret: 'forged',
      authority: 'forged',
      dnsNames: [],
      ipAddresses: [],
      usages: ['client auth', 'server auth'],
      validityDays: 1,
      format: 'tls',
    },
    authority,
    { algorithm: 'ec-p256', now: new Date() },
  );
  return { key, cert: certificate };
}
