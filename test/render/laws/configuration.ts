import { METRICS_PORT } from '../../../lib/model/metrics';
import { optionOf } from '../../../lib/versions/option';
import { optionsFor } from '../../../lib/versions/options';
import { isCovered } from '../../../lib/model/certificate-names';
import type { Pod } from '../../support/kubernetes';
import { has, ofPods, configOf, demand, unless } from './law';
import type { Law, Rendered } from './law';
import { ofKind, podsOf } from '../../support/kubernetes';
import { parseNodeEnv, parseProperties, references } from './properties';
import type { Reference } from './properties';
import { requestsOf, sourcesOf } from './sources';

const FILES = ['server.properties', 'connect.properties', 'zoo.cfg'];

/** The configuration itself, of whatever kind of process. */
const textOf = (files: Readonly<Record<string, string>>): string =>
  FILES.map((file) => files[file]).find((text) => text !== undefined) ?? '';

/** The configuration as the node reads it: every reference to the environment in place. */
function propertiesOf(pod: Pod, rendered: Rendered): Readonly<Record<string, string>> {
  const entries = parseProperties(textOf(configOf(pod, rendered)));
  return Object.fromEntries(entries.map(([key, value]) => [key, inPlace(value, pod)]));
}

function inPlace(value: string, pod: Pod): string {
  return value.replace(
    /\$\{env:([A-Z_]+)\}/g,
    (text, name: string) => environment(pod)[name] ?? text,
  );
}

/** Variables of the container, and the one that the start script sets. */
function environment(pod: Pod): Readonly<Record<string, string>> {
  const variables = (pod.kafka.env ?? []).map(({ name, value, valueFrom }) => {
    const path = valueFrom?.fieldRef?.fieldPath;
    return [name, path === 'metadata.name' ? pod.name : (value ?? `(${path ?? ''})`)] as const;
  });
  return { ...Object.fromEntries(variables), NODE_ID: String(pod.nodeId) };
}

/** As the start script has it: of all nodes of the pool, and over it that of the node alone. */
const envOf = (pod: Pod, rendered: Rendered): Readonly<Record<string, string>> => {
  const files = configOf(pod, rendered);
  const own = `node-${String(pod.nodeId)}.env`;
  return parseNodeEnv(`${files['node.env'] ?? ''}${files[own] ?? ''}`, pod.nodeId);
};

const versionOf = ({ set }: Pod): string =>
  set.metadata.labels?.['app.kubernetes.io/version'] ?? '';

const items = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').filter((item) => item !== '');

export const propertiesAreParsedAsWritten: Law = ofPods((pod, rendered) => {
  const files = configOf(pod, rendered);
  const text = textOf(files);
  const entries = parseProperties(text);
  const keys = entries.map(([key]) => key);
  const written = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [
    ...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${key} twice`),
    ...demand(keys.length === written.length, 'lines run together'),
    ...demand(keys.length > 0, 'has no configuration'),
  ];
});

// Read by Kafka's authorizer, and by whatever reads the file (in 3.9 also `config.providers` itself): no options of brokers.
const OF_OTHERS = /^(super\.users|config\.providers(\..+)?)$/;

/** Kafka reads its configuration as Latin-1. */
export const propertiesAreAscii: Law = ofPods((pod, rendered) =>
  demand(/^[\x20-\x7e\n]*$/.test(textOf(configOf(pod, rendered))), 'not ASCII'),
);

const LISTENER_KEY =
  /^listener\.name\.([a-z0-9-]+)\.(?:(?:plain|scram-sha-256|scram-sha-512)\.)?(.+)$/;

export const keysAreKnownToTheVersion: Law = ofPods((pod, rendered) => {
  if (isServer(pod, rendered)) return [];
  if (isWorker(pod)) return unknownToWorkers(pod, rendered);
  const options = optionsFor('broker', versionOf(pod)) ?? {};
  return Object.keys(propertiesOf(pod, rendered)).filter((key) => {
    const option = LISTENER_KEY.exec(key)?.[2] ?? key;
    return optionOf(options, option) === undefined && !OF_OTHERS.test(option);
  });
});

/** Each key is the worker's, or one of a client's that it makes. */
const unknownToWorkers: Parameters<typeof ofPods>[0] = (pod, rendered) =>
  Object.keys(propertiesOf(pod, rendered)).filter((key) => {
    const [, client, name = key] = /^(producer|consumer|admin)\.(.+)$/.exec(key) ?? [];
    const scope = client === undefined ? 'connect' : (client as 'producer' | 'consumer' | 'admin');
    const option = optionOf(optionsFor(scope, versionOf(pod)) ?? {}, name.replace(OF_REST, ''));
    return option === undefined && !OF_OTHERS.test(name) && !OF_CONVERTERS.test(name);
  });

/** Options of TLS that hold for the REST API alone. */
const OF_REST = /^listeners\.https\.(?=ssl\.)/;
const OF_CONVERTERS = /^(key|value|header)\.converter\./;

export const listenerSettingsAreOfListeners: Law = ofPods((pod, rendered) => {
  if (isWorker(pod)) return [];
  const properties = propertiesOf(pod, rendered);
  const map = items(properties['listener.security.protocol.map']).map(
    (entry) => entry.split(':')[0] ?? '',
  );
  const known = map.map((id) => id.toLowerCase());
  const open = items(properties['listeners']).map((entry) => entry.split('://')[0] ?? '');
  const named = [
    ...items(properties['controller.listener.names']),
    ...items(properties['inter.broker.listener.name']),
    ...open,
    ...items(properties['advertised.listeners']).map((entry) => entry.split('://')[0] ?? ''),
  ];
  return [
    ...Object.keys(properties).filter((key) => {
      const listener = LISTENER_KEY.exec(key)?.[1];
      return listener !== undefined && !known.includes(listener);
    }),
    ...named.filter((id) => !map.includes(id)).map((id) => `listener ${id} has no protocol`),
  ];
});

export const listenersAreThePodsPorts: Law = ofPods((pod, rendered) => {
  if (isServer(pod, rendered)) return [];
  const open = items(propertiesOf(pod, rendered)['listeners'])
    .filter((entry) => !entry.includes('//127.0.0.1:'))
    .map((entry) => Number(entry.split(':').at(-1)));
  const ports = (pod.kafka.ports ?? [])
    .filter(({ name }) => name !== METRICS_PORT.name)
    .map(({ containerPort }) => containerPort);
  return demand(
    JSON.stringify([...open].sort()) === JSON.stringify([...ports].sort()),
    `listens on ${open.join()} and has the ports ${ports.join()}`,
  );
});

/** Each name that a node advertises is one that DNS knows. */
export const advertisedHostsExist: Law = ofPods((pod, rendered) =>
  unless(
    advertised(pod, rendered),
    ({ host }) => isHost(host, rendered, pod),
    ({ host }) => `advertises ${host}, which is nowhere`,
  ),
);

function isHost(host: string, { manifests }: Rendered, { name, set }: Pod): boolean {
  const end = `.${set.metadata.namespace ?? ''}.svc`;
  const short = withoutDomain(host);
  const service = short.endsWith(end) ? short.slice(0, -end.length) : '';
  return (
    service === `${name}.${set.spec.serviceName}` ||
    has(manifests, 'Service', service) ||
    isFound(host) ||
    routedHosts(manifests).includes(host)
  );
}

/** What the node itself finds when it starts: `referencesResolve` looks after it. */
const isFound = (host: string): boolean =>
  host.startsWith('${file:') || host.startsWith('(spec.nodeName)');

const HOSTED = ['Route', 'Ingress', 'TLSRoute', 'IngressRouteTCP'];

/** Hosts that something leads to a Service from: a route, or a name that external-dns makes. */
function routedHosts(manifests: Rendered['manifests']): readonly string[] {
  const named = manifests.flatMap(
    ({ metadata }) => metadata.annotations?.['external-dns.alpha.kubernetes.io/hostname'] ?? [],
  );
  const routes = manifests.filter(({ kind }) => HOSTED.includes(kind));
  return [...named, ...JSON.stringify(routes).split(/[^a-z0-9.-]+/)];
}

/** Whether the domain is right, the certificate's law tells: the names there have it too. */
const withoutDomain = (address: string): string => address.replace(/\.svc\.[^:]+/, '.svc');

function advertised(
  pod: Pod,
  rendered: Rendered,
): readonly { readonly id: string; readonly host: string }[] {
  return items(propertiesOf(pod, rendered)['advertised.listeners']).map((entry) => {
    const [, id = '', host = ''] = /^([^:]+):\/\/(.*):(?:\d+|\$\{[^}]*\})$/.exec(entry) ?? [];
    return { id, host };
  });
}

/** A client that checks the name of the server finds it in the certificate: what we advertise is what we asked for. */
export const advertisedHostsAreInTheCertificate: Law = ofPods((pod, rendered) => {
  const properties = propertiesOf(pod, rendered);
  const names = certificateNames(rendered, pod);
  const withNodeCertificate = ({ id }: { readonly id: string }): boolean =>
    properties[`listener.name.${id.toLowerCase()}.ssl.keystore.location`]?.endsWith('/node.pem') ===
    true;
  return names === undefined
    ? []
    : unless(
        advertised(pod, rendered).filter(
          (entry) => withNodeCertificate(entry) && !isFound(entry.host),
        ),
        ({ host }) => isCovered(host, names),
        ({ host }) => `advertises ${host}, which is in no certificate`,
      );
});

/** Undefined where somebody else makes the certificate. */
function certificateNames({ manifests }: Rendered, pod: Pod): readonly string[] | undefined {
  const text = JSON.stringify(pod.spec.volumes);
  const isMounted = (secret: string | undefined): boolean =>
    text.includes(`"secretName":${JSON.stringify(secret)}`);
  const leaf = ofKind(manifests, 'Certificate').find(
    ({ spec, metadata }) => spec.dnsNames !== undefined && isMounted(metadata.name),
  );
  const request = requestsOf(manifests)
    .flatMap(({ certificates }) => certificates)
    .find(({ secret, dnsNames }) => dnsNames.length > 0 && isMounted(secret));
  return request?.dnsNames ?? leaf?.spec.dnsNames;
}

/** A server of a ZooKeeper ensemble: what is of Kafka's nodes is not asked of it. */
const isServer = (pod: Pod, rendered: Rendered): boolean =>
  envOf(pod, rendered)['NODE_ROLES'] === 'zookeeper';

/** A Connect worker. */
const isWorker = ({ kafka }: Pod): boolean => kafka.name === 'connect';

/** Whether the node's metadata is in a quorum of controllers. */
const isKRaft = (pod: Pod, rendered: Rendered): boolean =>
  envOf(pod, rendered)['STORAGE_FORMAT'] === 'kraft';

/** What Kafka cannot resolve it takes literally: for a password, as the password. */
export const referencesResolve: Law = ofPods((pod, rendered) => {
  const files = configOf(pod, rendered);
  const text = textOf(files);
  const entries = parseProperties(text);
  return entries.flatMap(([key, value]) =>
    references(value)
      .filter(
        (reference) =>
          !resolves(reference, pod, entries) && !isAddress(reference, envOf(pod, rendered)),
      )
      .map((reference) => `${key}: ${reference.text}`),
  );
});

/** Of a listener that the helper looks up before the server starts, or that it is told. */
const isAddress = (
  { provider, path, key }: Reference,
  env: Readonly<Record<string, string>>,
): boolean =>
  provider === 'file' &&
  path === '/var/run/cdk8s-kafka/addresses.properties' &&
  (` ${env['ADDRESSES'] ?? ''}`.includes(` ${key.split('.')[0] ?? ''}=`) ||
    (env[`ADVERTISED_${key.replace('.', '_').toUpperCase()}`] ?? '') !== '');

function resolves(
  { provider, path, key }: Reference,
  pod: Pod,
  entries: readonly (readonly [string, string])[],
): boolean {
  if (provider === 'env') return path === '' && Object.hasOwn(environment(pod), key);
  const allowed = entries.find(
    ([name]) => name === `config.providers.${provider}.param.allowed.paths`,
  )?.[1];
  const inside = items(allowed).some((folder) => path === folder || path.startsWith(`${folder}/`));
  return provider === 'dir' && inside && mountedFiles(pod, path).includes(key);
}

function mountedFiles({ kafka, spec }: Pod, folder: string): readonly string[] {
  const mount = kafka.volumeMounts?.find(({ mountPath }) => mountPath === folder);
  return spec.volumes
    .filter(({ name }) => name === mount?.name)
    .flatMap(sourcesOf)
    .flatMap(({ items: files = [] }) => files.map(({ path }) => path));
}

/** Kafka does not start when a folder of `allowed.paths` is missing. */
export const allowedPathsAreThere: Law = ofPods((pod, rendered) => {
  const mounts = (pod.kafka.volumeMounts ?? []).map(({ mountPath }) => mountPath);
  const properties = propertiesOf(pod, rendered);
  return ['file', 'dir'].flatMap((provider) =>
    items(properties[`config.providers.${provider}.param.allowed.paths`]).filter(
      (folder) => !mounts.some((path) => path === folder || path.startsWith(`${folder}/`)),
    ),
  );
});

const STORE = /^\/var\/run\/cdk8s-kafka\/certs\/([a-z0-9-]+)\.(?:pem|p12)$/;

/** Every certificate store that Kafka reads is made by the start script, from files that are mounted. */
export const certificateStoresAreMade: Law = ofPods((pod, rendered) => {
  const env = envOf(pod, rendered);
  const admin = Object.fromEntries(
    parseProperties(configOf(pod, rendered)['admin.properties'] ?? ''),
  );
  const made = { keystore: words(env['KEYSTORES']), truststore: words(env['TRUSTSTORES']) };
  const read = [propertiesOf(pod, rendered), admin].flatMap((properties) =>
    Object.entries(properties).flatMap(([key, value]) => {
      const kind = /\.?ssl\.(keystore|truststore)\.location$/.exec(key)?.[1];
      return kind === 'keystore' || kind === 'truststore' ? [{ kind, value } as const] : [];
    }),
  );
  const files = (store: string): readonly string[] =>
    mountedFiles(pod, `/opt/cdk8s-kafka/certs/${store}`);
  return [
    ...unless(
      read,
      ({ kind, value }) => made[kind].includes(STORE.exec(value)?.[1] ?? ''),
      ({ value }) => `${value} is not made`,
    ),
    ...unless(
      made.keystore,
      (store) => files(store).includes('tls.crt') && files(store).includes('tls.key'),
      (store) => `keystore ${store} has no files`,
    ),
    ...unless(
      made.truststore,
      (store) => files(store).some((file) => file.endsWith('.crt')),
      (store) => `truststore ${store} has no files`,
    ),
  ];
});

const words = (text: string | undefined): readonly string[] =>
  (text ?? '').split(' ').filter((word) => word !== '');

/** What the start script is told is what Kafka is told, and what is there. */
export const theScriptIsToldTheSame: Law = ofPods((pod, rendered) => {
  const env = envOf(pod, rendered);
  const properties = propertiesOf(pod, rendered);
  const mounts = (pod.kafka.volumeMounts ?? []).map(({ mountPath }) => mountPath);
  const { manifests } = rendered;
  const log = /^\/opt\/cdk8s-kafka\/config\/(.+)$/.exec(env['LOG4J_FILE'] ?? '')?.[1] ?? '';
  return [
    ...demand(env['LOG_DIRS'] === properties['log.dirs'], 'LOG_DIRS is not log.dirs'),
    ...(isKRaft(pod, rendered) ? toldOfTheQuorum(pod, rendered) : []),
    ...(isWorker(pod)
      ? []
      : [
          ...demand(env['STATEFULSET'] === pod.set.metadata.name, 'STATEFULSET is another'),
          ...demand(has(manifests, 'Lease', env['STOP_LEASE'] ?? ''), 'STOP_LEASE'),
        ]),
    ...demand(Object.hasOwn(configOf(pod, rendered), log), 'LOG4J_FILE is not there'),
    ...unless(
      items(env['LOG_DIRS']),
      (folder) => mounts.includes(folder.slice(0, folder.lastIndexOf('/'))),
      (folder) => `${folder} is on no volume`,
    ),
  ];
});

/** Every address of a controller is that of a pod that is one. */
export const controllersAreWhereTheyAreSought: Law = ofPods((pod, rendered) => {
  if (!isKRaft(pod, rendered)) return [];
  const env = envOf(pod, rendered);
  const properties = propertiesOf(pod, rendered);
  const hosts = podsOf(rendered.manifests)
    .filter(({ labels }) => labels['cdk8s-kafka/controller'] === 'true')
    .map(({ name, nodeId, set }) => ({
      nodeId: String(nodeId),
      address: `${name}.${set.spec.serviceName}.${set.metadata.namespace ?? ''}.svc:9090`,
    }));
  const addresses = hosts.map(({ address }) => address);
  const voters = hosts.map(({ nodeId, address }) => `${nodeId}@${address}`);
  const bootstrap = [
    ...items(env['BOOTSTRAP_CONTROLLERS']),
    ...items(properties['controller.quorum.bootstrap.servers']),
  ].map(withoutDomain);
  return [
    ...bootstrap.filter((address) => !addresses.includes(address)),
    ...items(properties['controller.quorum.voters'])
      .map(withoutDomain)
      .filter((voter) => !voters.includes(voter)),
    ...items(env['INITIAL_CONTROLLERS']).filter(
      (voter) => !voters.includes(withoutDomain(voter.slice(0, voter.lastIndexOf(':')))),
    ),
    ...demand(
      'controller.quorum.voters' in properties === (env['QUORUM'] === 'static'),
      'QUORUM is not that of the configuration',
    ),
  ];
});

function toldOfTheQuorum(pod: Pod, rendered: Rendered): readonly string[] {
  const env = envOf(pod, rendered);
  const properties = propertiesOf(pod, rendered);
  const founding = env['FOUNDING_CONFIGMAP'] ?? '';
  return [
    ...demand(
      env['METADATA_LOG_DIR'] === properties['metadata.log.dir'],
      'METADATA_LOG_DIR differs',
    ),
    ...demand(env['NODE_ROLES'] === properties['process.roles'], 'NODE_ROLES is not process.roles'),
    ...demand(has(rendered.manifests, 'ConfigMap', founding), 'FOUNDING_CONFIGMAP'),
  ];
}
