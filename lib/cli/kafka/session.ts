import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fingerprintOf, scramCredential } from '../../admin/scram';
import type { Intent } from '../../reconcile/apply';
import type { ConnectorRun } from '../../reconcile/connect/run';
import type { ConnectorStore } from '../../reconcile/connect/state';
import type { Ports } from '../../reconcile/ports';
import type { DesiredUser } from '../../spec/desired-state';
import type { SecretKeySpec } from '../../spec/listener';
import type { CommandContext, CommandInput } from '../command';
import { UsageError } from '../command';
import { NO_PROGRESS } from '../progress';
import type { Progress } from '../progress';
import { connectionOptions } from './client-properties';
import { connectAccess } from './connect-access';
import type { ConnectAccess } from './connect-access';
import type { Declared } from './desired';
import { ConfigMapConnectors, ConfigMapStore, FileConnectors, FileStore, Kubectl } from './stores';

const ATTEMPTS = 8;

/** A cluster that a command is connected to, and what is known of its past. */
export interface Session {
  readonly intent: Intent;
  readonly ports: Ports;
  /** Of what is carried out. */
  readonly progress: Progress;
  /** Users of whom no password is to be had here: left to the reconciler in the cluster. */
  readonly without: readonly string[];
  /** Undefined: nobody said how the workers are reached, and there are connectors, or there are none. */
  readonly connectors: ConnectorRun | undefined;
  close(): Promise<void>;
}

/** Opens what the options name: `--bootstrap`, `--command-config`, `--state`, `--password-folder`. */
export async function openSession(
  of: Declared,
  input: CommandInput,
  context: CommandContext,
): Promise<Session> {
  const { desired, settings } = of;
  const servers = input.text('bootstrap')?.split(',') ?? settings.bootstrapServers;
  // When it is needed: it is the larger part of the start-up of this program.
  const { PlatformaticAdmin } = await import('../../admin/platformatic-admin.js');
  const admin = new PlatformaticAdmin(
    connectionOptions(servers, input.text('commandConfig'), context.cwd),
  );
  const past = pastOf(input, of, context.cwd);
  const access = await accessOf(of, input, past);
  const progress = input.flag('json') ? NO_PROGRESS : context.io.progress();
  const passwords = await passwordsOf(desired.users, past);
  const users = desired.users.filter(({ name }) => passwords.has(name));
  const key = users.length > 0 ? await past.key() : '';
  const fingerprints = new Map(
    users.map((user) => [user.name, fingerprintOf(key, user, passwords.get(user.name) ?? '')]),
  );
  return {
    intent: { desired, fingerprints, prefer: preferOf(input) },
    without: desired.users.map(({ name }) => name).filter((name) => !passwords.has(name)),
    progress,
    connectors: access && connectorRun(of, { access, store: past.connectors, context }),
    close: async () => {
      access?.close();
      await admin.close();
    },
    ports: {
      ...world(progress),
      admin,
      store: past.store,
      makeCredential: (name) => credentialOf(name, users, passwords),
    },
  };
}

function credentialOf(
  name: string,
  users: readonly DesiredUser[],
  passwords: ReadonlyMap<string, string>,
): ReturnType<typeof scramCredential> {
  const user = users.find((one) => one.name === name);
  if (user === undefined) throw new UsageError(`no password of user '${name}'`);
  return scramCredential(user, passwords.get(name) ?? '');
}

/** The ways to the workers of the program, where it has any and `--connect` says how they are reached. */
async function accessOf(
  { desired: { connect = [] } }: Declared,
  input: CommandInput,
  { secretOf }: Pick<Past, 'secretOf'>,
): Promise<ConnectAccess | undefined> {
  const how = input.text('connect');
  return how === undefined || connect.length === 0
    ? undefined
    : connectAccess(how, connect, secretOf);
}

function connectorRun(
  { desired, settings }: Declared,
  {
    access,
    store,
    context: { io },
  }: {
    readonly access: ConnectAccess;
    readonly store: ConnectorStore;
    readonly context: CommandContext;
  },
): ConnectorRun {
  return {
    restOf: (one) => access.restOf(one),
    store,
    waivers: desired.policy.waivers,
    waitSeconds: settings.waitSeconds,
    say: (line) => {
      io.note(line);
    },
    sleep,
    now: () => Date.now(),
  };
}

/** The ways to the workers of the program, for who asks nothing else. */
export async function openConnect(
  of: Declared,
  input: CommandInput,
  { cwd }: CommandContext,
): Promise<ConnectAccess> {
  const access = await accessOf(of, input, pastOf(input, of, cwd));
  if (access !== undefined) return access;
  throw new UsageError('the program has no Connect workers, or --connect is missing');
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

const world = (progress: Progress): Omit<Ports, 'admin' | 'store' | 'makeCredential'> => ({
  attempts: ATTEMPTS,
  now: () => Date.now(),
  sleep,
  isInterrupted: () => false,
  progress: (phase, done, of) => {
    progress.step(phase, done, of);
  },
});

/** Of those users whose password is to be had here. */
async function passwordsOf(
  users: readonly DesiredUser[],
  past: Past,
): Promise<ReadonlyMap<string, string>> {
  const passwords = new Map<string, string>();
  for (const user of users) {
    const password = await past.passwordOf(user);
    if (password !== undefined) passwords.set(user.name, password);
  }
  return passwords;
}

function preferOf(input: CommandInput): 'desired' | 'live' | undefined {
  const said = input.text('prefer');
  return said === 'desired' || said === 'live' ? said : undefined;
}

interface Past {
  readonly store: Ports['store'];
  readonly connectors: ConnectorStore;
  key(): Promise<string>;
  passwordOf(user: DesiredUser): Promise<string | undefined>;
  readonly secretOf: (reference: SecretKeySpec) => Promise<string | undefined>;
}

const IN_CLUSTER = 'configmap';

/** A file by default; with `--state configmap` what the reconciler in the cluster keeps, by kubectl. */
function pastOf(input: CommandInput, { desired, settings }: Declared, cwd: string): Past {
  const state = input.text('state') ?? `.cdk8s-kafka/${desired.cluster.name}.json`;
  const kubectl = new Kubectl(settings.namespace);
  const said = input.text('passwordFolder');
  const folder = said === undefined ? undefined : resolve(cwd, said);
  const isInCluster = state === IN_CLUSTER;
  const secretOf = async (reference: SecretKeySpec): Promise<string | undefined> => {
    if (folder !== undefined) return fromFolder(folder, reference);
    const isReachable = isInCluster || input.text('connect') === 'kubectl';
    return isReachable ? kubectl.secretValue(reference.secretName, reference.key) : undefined;
  };
  if (!isInCluster) {
    const store = new FileStore(resolve(cwd, state));
    return {
      store,
      connectors: new FileConnectors(resolve(cwd, state)),
      key: () => Promise.resolve(store.key()),
      passwordOf: (user) =>
        Promise.resolve(folder === undefined ? undefined : fromFolder(folder, passwordKey(user))),
      secretOf,
    };
  }
  return {
    store: new ConfigMapStore(kubectl, settings.stateConfigMap),
    connectors: new ConfigMapConnectors(kubectl, settings.stateConfigMap),
    key: async () => (await kubectl.secretValue(settings.keySecret, 'fingerprint-key')) ?? '',
    passwordOf: (user) => {
      const { secretName, key } = passwordKey(user);
      return kubectl.secretValue(secretName, key);
    },
    secretOf,
  };
}

const passwordKey = ({ password }: DesiredUser): SecretKeySpec => ({
  secretName: password.secretName,
  key: password.kind === 'secret' ? password.key : 'password',
});

/** `<folder>/<Secret>/<key>`, as Kubernetes mounts Secrets. */
function fromFolder(folder: string, { secretName, key }: SecretKeySpec): string | undefined {
  const file = resolve(folder, secretName, key);
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/\n$/, '') : undefined;
}
