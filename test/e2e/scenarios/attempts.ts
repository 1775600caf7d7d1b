import { type ClientKind, HOME, kafkaTool, tryClient, writeClientFile } from '../support/clients';
import type { Deployment } from '../support/deployment';
import {
  CLUSTER_CA_FILE,
  LISTENERS,
  type ListenerName,
  bootstrap,
  mtlsProperties,
  saslConnection,
  tlsProperties,
} from '../support/listeners';
import type { ClientCertificate } from '../support/certificates';
import { nodeClient } from '../support/programs';
import type { ClientSasl } from '../programs/protocol';

/** What a client shows of itself. */
export interface Credential {
  readonly name: string;
  readonly certificate?: ClientCertificate;
  readonly login?: { readonly user: string; readonly password: string };
}

export interface Attempt {
  readonly client: ClientKind;
  readonly listener: ListenerName;
  readonly credential: Credential;
  readonly topic: string;
}

/** Undefined when the record was acknowledged; else what the client said. */
export type Refusal = string | undefined;

const SASL = {
  scram: 'SCRAM-SHA-512',
  scram256: 'SCRAM-SHA-256',
  sasl: 'PLAIN',
} as const;

type SaslListener = keyof typeof SASL;

const isSasl = (listener: ListenerName): listener is SaslListener => listener in SASL;

/** Tries to write one record as the attempt says. */
export function tryToWrite(deployment: Deployment, attempt: Attempt): Promise<Refusal> {
  return CLIENTS[attempt.client](deployment, attempt);
}

const CLIENTS: Readonly<
  Record<ClientKind, (deployment: Deployment, attempt: Attempt) => Promise<Refusal>>
> = { kafka: byJava, node: byNode, kcat: byKcat };

// What is refused is refused at once; this is for what does not answer, which by default takes two minutes.
const IMPATIENT = [
  'max.block.ms=25000',
  'request.timeout.ms=10000',
  'delivery.timeout.ms=26000',
  'retries=2',
];

async function byJava(deployment: Deployment, attempt: Attempt): Promise<Refusal> {
  const { clients, namespace } = deployment;
  const config = await writeClientFile(
    clients,
    'attempt/client.properties',
    [await javaProperties(deployment, attempt), ...IMPATIENT, ''].join('\n'),
  );
  const { stdout, stderr } = await tryClient(
    clients,
    'kafka',
    `${kafkaTool('kafka-verifiable-producer')} --bootstrap-server ${bootstrap(namespace, attempt.listener)} ` +
      `--topic ${attempt.topic} --max-messages 1 --command-config ${config}`,
    90,
  );
  return stdout.includes('producer_send_success') ? undefined : `${stdout}\n${stderr}`;
}

async function javaProperties(deployment: Deployment, attempt: Attempt): Promise<string> {
  const { clients, namespace } = deployment;
  const { listener, credential } = attempt;
  if (isSasl(listener)) {
    const { user, password } = credential.login ?? { user: 'nobody', password: 'nothing' };
    return saslConnection(namespace, listener, user, password).properties;
  }
  const truststore = `${HOME}/${CLUSTER_CA_FILE}`;
  if (credential.certificate !== undefined) {
    const keystore = await writeClientFile(
      clients,
      'attempt/client.pem',
      credential.certificate.key + credential.certificate.cert,
    );
    return mtlsProperties(keystore, truststore);
  }
  return LISTENERS[listener].tls
    ? ['security.protocol=SSL', ...tlsProperties(truststore)].join('\n')
    : 'security.protocol=PLAINTEXT';
}

async function byNode(deployment: Deployment, attempt: Attempt): Promise<Refusal> {
  const { listener, credential, topic } = attempt;
  const sasl = saslOf(attempt);
  const answer = await nodeClient(deployment.clients, {
    bootstrapServers: [bootstrap(deployment.namespace, listener)],
    topic,
    key: 'e2e',
    value: credential.name,
    ...(LISTENERS[listener].tls
      ? { tls: { ca: deployment.clusterCa, ...credential.certificate } }
      : {}),
    ...(sasl === undefined ? {} : { sasl }),
  });
  return answer.ok ? undefined : answer.error;
}

function saslOf({ listener, credential }: Attempt): ClientSasl | undefined {
  if (!isSasl(listener)) return undefined;
  const { user, password } = credential.login ?? { user: 'nobody', password: 'nothing' };
  return { mechanism: SASL[listener], username: user, password };
}

async function byKcat(deployment: Deployment, attempt: Attempt): Promise<Refusal> {
  const { clients, namespace } = deployment;
  const config = await writeClientFile(
    clients,
    'attempt/kcat.conf',
    await kcatConfig(deployment, attempt),
  );
  const broker = bootstrap(namespace, attempt.listener);
  const { code, stdout, stderr } = await tryClient(
    clients,
    'kcat',
    `echo '${attempt.credential.name}' | kcat -F ${config} -P -b ${broker} -t ${attempt.topic} -k e2e`,
    60,
  );
  const text = `${stdout}${stderr}`;
  return code === 0 && !/ERROR|failed/i.test(text) ? undefined : `exit ${String(code)}: ${text}`;
}

/** A file, as an argument would show the password to everybody. */
async function kcatConfig(deployment: Deployment, attempt: Attempt): Promise<string> {
  const { clients } = deployment;
  const { certificate } = attempt.credential;
  const sasl = saslOf(attempt);
  const { tls } = LISTENERS[attempt.listener];
  const protocol = `${sasl === undefined ? '' : 'sasl_'}${tls ? 'ssl' : 'plaintext'}`;
  const lines = [`security.protocol=${protocol}`, 'message.timeout.ms=25000', 'acks=all'];
  if (tls) lines.push(`ssl.ca.location=${HOME}/${CLUSTER_CA_FILE}`);
  if (certificate !== undefined) {
    const cert = await writeClientFile(clients, 'attempt/kcat.crt', certificate.cert);
    const key = await writeClientFile(clients, 'attempt/kcat.key', certificate.key);
    lines.push(`ssl.certificate.location=${cert}`, `ssl.key.location=${key}`);
  }
  if (sasl !== undefined) {
    const { mechanism, username, password } = sasl;
    lines.push(
      `sasl.mechanism=${mechanism}`,
      `sasl.username=${username}`,
      `sasl.password=${password}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
