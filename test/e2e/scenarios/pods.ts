import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ordersApp } from '../apps/orders';
import { containerLog, kafkaPods, withSynth } from '../support/cluster';
import type { Deployment } from '../support/deployment';
import { type Pod, kubectl, list, sh } from '../support/kubectl';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
}

async function inPod(deployment: Deployment, pod: Pod, script: string): Promise<string> {
  const { code, stdout, stderr } = await sh(
    { namespace: deployment.namespace, pod: pod.metadata.name, container: 'kafka' },
    script,
  );
  expect(code === 0, `${pod.metadata.name}: ${script}: ${stdout}${stderr}`);
  return stdout.trim();
}

/** The namespace enforces `restricted`; here what it does not look at: group 0, a root that cannot be written. */
export async function restrictedPods(deployment: Deployment, scene: Scene): Promise<void> {
  const pods = await kafkaPods(deployment.namespace);
  for (const pod of pods) {
    const { name } = pod.metadata;
    const id = await inPod(deployment, pod, 'id -u; id -g');
    const [user, group] = id.split('\n');
    expect(user !== '0', `${name} runs as root`);
    expectEqual(group, '0', `group of ${name}`);
    const writable = await inPod(
      deployment,
      pod,
      'for d in / /opt /opt/kafka /opt/kafka/logs /opt/kafka/config /etc /var /usr; do if touch "$d/e2e-probe" 2>/dev/null; then echo "$d"; fi; done; true',
    );
    expectEqual(writable, '', `folders of ${name}'s image that can be written`);
    const capabilities = await inPod(deployment, pod, 'grep CapEff /proc/1/status');
    expect(/^CapEff:\s+0+$/.test(capabilities), `${name}: ${capabilities}`);
  }
  scene.note(`${pods.length} pods restricted`);
}

/** Everything that must be known to nobody: passwords and private keys, as they would be found in a text. */
async function secretTexts(deployment: Deployment): Promise<ReadonlyMap<string, string>> {
  const secrets = await list<Secret>(['-n', deployment.namespace, 'secrets']);
  const keys = secrets.flatMap(({ metadata, data }) =>
    Object.entries(data ?? {})
      .filter(([key]) => key.endsWith('.key'))
      .map(([key, value]) => {
        const pem = Buffer.from(value, 'base64').toString('utf8');
        // The third line of PEM: the first ones are alike in all keys of a kind.
        return [`${metadata.name}/${key}`, pem.split('\n')[2] ?? ''] as const;
      }),
  );
  return new Map([
    ...Object.entries(deployment.passwords),
    ...keys.filter(([, text]) => text.length > 16),
  ]);
}

function findIn(text: string, secrets: ReadonlyMap<string, string>): readonly string[] {
  const encoded = (secret: string): string => Buffer.from(secret).toString('base64');
  return [...secrets]
    .filter(([, secret]) => text.includes(secret) || text.includes(encoded(secret)))
    .map(([name]) => name);
}

const KINDS =
  'pods,services,endpoints,configmaps,statefulsets,controllerrevisions,poddisruptionbudgets,networkpolicies,serviceaccounts,roles,rolebindings,leases,persistentvolumeclaims,events';

/** No password and no key in a manifest, in an environment, on a command line, or in a log. */
export async function noSecretsInTheOpen(deployment: Deployment, scene: Scene): Promise<void> {
  const { namespace } = deployment;
  const secrets = await secretTexts(deployment);
  const found: string[] = [];
  const look = (where: string, text: string): void => {
    found.push(...findIn(text, secrets).map((name) => `${name} in ${where}`));
    if (text.includes('PRIVATE KEY-----')) found.push(`a private key in ${where}`);
  };
  scene.progress.begin('manifests');
  look('the synthesized manifests', await synthesized(deployment));
  look(
    'the objects of the cluster',
    await kubectl(['-n', namespace, 'get', KINDS, '-o', 'yaml'], { timeoutSeconds: 120 }),
  );
  for (const pod of await kafkaPods(namespace)) {
    const { name } = pod.metadata;
    scene.progress.begin(`processes and log of ${name}`);
    const processes = await inPod(
      deployment,
      pod,
      'for p in /proc/[0-9]*; do tr "\\000" " " <"$p/cmdline"; echo; tr "\\000" "\\n" <"$p/environ"; done 2>/dev/null; true',
    );
    expect(processes.includes('kafka.Kafka'), `${name}: its processes cannot be read`);
    look(`the processes of ${name}`, processes);
    const log = await containerLog(namespace, name);
    expect(log.length > 1000, `the log of ${name} is empty`);
    look(`the log of ${name}`, log);
    // What `kafka-storage.sh format` prints of SCRAM users.
    if (/storedKey|serverKey|UserScramCredentialRecord\(/.test(log))
      found.push(`SCRAM keys in the log of ${name}`);
  }
  expect(found.length === 0, found.join('; '));
  scene.note(`${secrets.size} passwords and keys looked for`);
}

/** As text, after the check that no Secret is among the manifests. */
async function synthesized(deployment: Deployment): Promise<string> {
  return withSynth(
    (outdir) => ordersApp(deployment.options, outdir),
    // eslint-disable-next-line @typescript-eslint/require-await -- withSynth hands the folder to asynchronous work
    async (folder) => {
      const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
      const kinds = texts.flatMap((text) =>
        parseAllDocuments(text).map((document) => String(document.get('kind'))),
      );
      expect(!kinds.includes('Secret'), 'a Secret is among the manifests');
      return texts.join('\n');
    },
  );
}
