import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { client, cluster, daysLater, inTemporaryFolder, nodes, requestsYaml } from '../pki/support';
import { cli, writeManifests } from './support';

/** A folder with manifests and certificates for them. */
async function withIssued(work: (cwd: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    writeManifests(cwd, cluster());
    expect((await cli('pki init', { cwd })).exitCode).toBe(0);
    expect((await cli('pki issue', { cwd })).exitCode).toBe(0);
    await work(cwd);
  });
}

function secretsIn(file: string): readonly unknown[] {
  return [parseAllDocuments(readFileSync(file, 'utf8'))].flat().map((each): unknown => each.toJS());
}

/** Every file below a folder with its text and date. */
function snapshot(folder: string): readonly (readonly [string, string, number])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path, 'utf8'), statSync(path).mtimeMs] as const);
}

test('issue writes one file of Secrets per namespace', async () => {
  await withIssued((cwd) => {
    const secrets = secretsIn(join(cwd, 'pki/secrets/kafka.yaml'));
    expect(secrets).toMatchObject([
      { kind: 'Secret', metadata: { name: 'billing', namespace: 'kafka' } },
      { kind: 'Secret', metadata: { name: 'orders-clients-ca-cert' } },
      { kind: 'Secret', metadata: { name: 'orders-cluster-ca-cert' } },
      { kind: 'Secret', type: 'kubernetes.io/tls', metadata: { name: 'orders-kafka-certs' } },
    ]);
    return Promise.resolve();
  });
});

test('issue changes no byte and no date the second time', async () => {
  await withIssued(async (cwd) => {
    const before = snapshot(join(cwd, 'pki'));
    const ran = await cli('pki issue', { cwd });
    expect(ran.output).toContain('0 made, 0 renewed, 4 kept');
    expect(snapshot(join(cwd, 'pki'))).toEqual(before);
  });
});

test('issue shows all that is wrong in all files and changes nothing', async () => {
  await withIssued(async (cwd) => {
    const before = snapshot(join(cwd, 'pki'));
    writeManifests(cwd, cluster({ certificates: [nodes({ dnsNames: ['!'] })] }));
    const dev = cluster({ namespace: 'dev', certificates: [client('x', { validityDays: 0 })] });
    mkdirSync(join(cwd, 'dist/dev'));
    writeFileSync(join(cwd, 'dist/dev/a.yaml'), requestsYaml(dev));
    const ran = await cli('pki issue', { cwd });
    expect(ran.exitCode).toBe(1);
    expect(ran.issues).toMatchObject([
      { origin: 'dist/dev/a.yaml', prop: 'certificates[0].validityDays' },
      { origin: 'dist/kafka.k8s.yaml', prop: 'certificates[0].dnsNames[0]' },
    ]);
    expect(snapshot(join(cwd, 'pki'))).toEqual(before);
  });
});

test.each([
  ['pki issue --manifests nowhere', 'PkiManifestsMissing'],
  ['pki issue --manifests pki', 'PkiNoRequests'],
  ['pki issue --out dist', 'PkiOutputInManifests'],
  ['pki issue --out dist/secrets', 'PkiOutputInManifests'],
  ['pki issue --manifests . --out secrets', 'PkiOutputInManifests'],
  ['pki renew --out dist/secrets', 'PkiOutputInManifests'],
  ['pki issue --dir nowhere', 'PkiFolderMissing'],
  ['pki init --dir dist/pki', 'PkiOutputInManifests'],
  ['pki init --dir .', 'PkiFolderNotEmpty'],
  ['pki init --authority Clients_CA', 'PkiAuthorityName'],
  ['pki rotate-ca other-ca', 'PkiAuthorityUnknown'],
  ['pki rotate-ca cluster-ca --stage 2', 'PkiRotationStage'],
  ['pki user Alice', 'PkiSecretName'],
  ['pki user alice --cluster other', 'PkiClusterUnknown'],
  ['pki user alice --authority other-ca', 'PkiAuthorityUnknown'],
  ['pki seal --cert nowhere.pem', 'PkiSealCertMissing'],
])('%s is refused', async (line, code) => {
  await withIssued(async (cwd) => {
    const before = snapshot(join(cwd, 'pki'));
    const ran = await cli(line, { cwd });
    expect(ran).toMatchObject({ exitCode: 1, codes: expect.arrayContaining([code]) as unknown });
    if (!line.includes('--manifests .')) expect(snapshot(join(cwd, 'pki'))).toEqual(before);
  });
});

test('Secrets outside the folder of keys are hidden from Git as well', async () => {
  await withIssued(async (cwd) => {
    await cli('pki issue --out elsewhere', { cwd });
    expect(readdirSync(join(cwd, 'elsewhere'))).toEqual(['.gitignore', 'kafka.yaml']);
    mkdirSync(join(cwd, 'docs'));
    writeFileSync(join(cwd, 'docs/a.md'), '');
    expect((await cli('pki issue --out docs', { cwd })).codes).toEqual(['PkiOutputNotIgnored']);
  });
});

test('renew makes anew what ends soon', async () => {
  await withIssued(async (cwd) => {
    const ran = await cli('pki renew --before 30d', { cwd, now: daysLater(61) });
    expect(ran.output).toContain('renewed certificate kafka/orders-kafka-certs');
    expect(ran.output).toContain('0 made, 1 renewed, 1 kept');
  });
});

test('rotate-ca goes through its stages, each by its number', async () => {
  await withIssued(async (cwd) => {
    expect((await cli('pki rotate-ca cluster-ca', { cwd })).output).toContain('stage 1 of 3');
    const again = await cli('pki rotate-ca cluster-ca', { cwd });
    expect(again.issues).toMatchObject([
      {
        code: 'PkiRotationStage',
        fix: 'when nodes and clients have taken it over, pass --stage 2',
      },
    ]);
    const second = await cli('pki rotate-ca cluster-ca --stage 2', { cwd });
    expect(second.output).toContain('before stage 3');
    expect((await cli('pki rotate-ca cluster-ca --stage 3', { cwd })).exitCode).toBe(0);
  });
});

test('user makes a client certificate in the namespace of its application', async () => {
  await withIssued(async (cwd) => {
    const ran = await cli('pki user alice --secret apps/alice-kafka', { cwd });
    expect(ran.output).toContain('principal: User:CN=alice');
    expect(secretsIn(join(cwd, 'pki/secrets/apps.yaml'))).toMatchObject([
      { metadata: { name: 'alice-kafka', namespace: 'apps' }, type: 'Opaque' },
    ]);
  });
});

describe('status', () => {
  test('shows names and ends', async () => {
    await withIssued(async (cwd) => {
      const { output, exitCode } = await cli('pki status', { cwd });
      expect(exitCode).toBe(0);
      expect(output).toContain('*.orders-kafka-brokers.kafka.svc');
      expect(output).toContain('2027-04-01');
    });
  });

  test('as JSON is complete', async () => {
    await withIssued(async (cwd) => {
      const { output } = await cli('pki status --json', { cwd, now: daysLater(1) });
      expect(JSON.parse(output)).toMatchObject({
        issues: [],
        certificates: [
          {},
          {},
          { name: 'kafka/orders-kafka-certs', daysLeft: 89, condition: 'valid' },
          {},
        ],
      });
    });
  });

  test.each([
    [60, 0, 'PkiRenewalDue'],
    [90, 1, 'PkiCertificateExpired'],
  ])('after %i days ends with %i', async (days, exitCode, code) => {
    await withIssued(async (cwd) => {
      const ran = await cli('pki status', { cwd, now: daysLater(days) });
      expect(ran).toMatchObject({ exitCode, codes: [code] });
    });
  });
});

describe('seal', () => {
  /** Takes the name from the Secret and a new text each time, as kubeseal does. */
  const KUBESEAL = `#!/bin/sh
node -e '
const { name, namespace } = JSON.parse(require("fs").readFileSync(0, "utf8")).metadata;
const encryptedData = { "ca.crt": String(process.hrtime.bigint()) };
const metadata = { name, namespace };
console.log(JSON.stringify({ apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata, spec: { encryptedData } }));
'
`;

  const sealIn = (cwd: string, program: string) =>
    cli(['pki', 'seal', '--cert', 'cert.pem', '--kubeseal', program], { cwd });

  test('keeps what did not change, although sealing twice gives two texts', async () => {
    await withIssued(async (cwd) => {
      writeFileSync(join(cwd, 'cert.pem'), 'certificate');
      const program = join(cwd, 'kubeseal');
      writeFileSync(program, KUBESEAL);
      chmodSync(program, 0o755);
      expect((await sealIn(cwd, program)).output).toContain('4 sealed, 0 kept');
      const before = snapshot(join(cwd, 'sealed-secrets'));
      expect((await sealIn(cwd, program)).output).toContain('0 sealed, 4 kept');
      expect(snapshot(join(cwd, 'sealed-secrets'))).toEqual(before);
      expect(readFileSync(join(cwd, 'sealed-secrets/kafka.yaml'), 'utf8')).not.toContain('PRIVATE');
    });
  });

  test('says when kubeseal is missing or refuses', async () => {
    await withIssued(async (cwd) => {
      writeFileSync(join(cwd, 'cert.pem'), 'certificate');
      expect((await sealIn(cwd, join(cwd, 'kubeseal'))).codes).toEqual(['PkiKubesealMissing']);
      expect((await sealIn(cwd, 'false')).codes).toEqual(['PkiSealFailed']);
    });
  });
});
