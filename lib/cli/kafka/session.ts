import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fingerprintOf, scramCredential } from '../../admin/scram';
import type { Intent } from '../../reconcile/apply';
import type { Ports } from '../../reconcile/ports';
import type { DesiredUser } from '../../spec/desired-state';
import type { CommandContext, CommandInput } from '../command';
import { UsageError } from '../command';
import { connectionOptions } from './client-properties';
import type { Declared } from './desired';
import { ConfigMapStore, FileStore, Kubectl } from './stores';

const ATTEMPTS = 8;

/** A cluster that a command is connected to, and what is known of its past. */
export interface Session {
  readonly intent: Intent;
  readonly ports: Ports;
  /** Users of whom no password is to be had here: left to the reconciler in the cluster. */
  readonly without: readonly string[];
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
  const passwords = await passwordsOf(desired.users, past);
  const users = desired.users.filter(({ name }) => passwords.has(name));
  const key = users.length > 0 ? await past.key() : '';
  const fingerprints = new Map(
    users.map((user) => [user.name, fingerprintOf(key, user, passwords.get(user.name) ?? '')]),
  );
  return {
    intent: { desired: { ...desired, users }, fingerprints, prefer: preferOf(input) },
    without: desired.users.map(({ name }) => name).filter((name) => !passwords.has(name)),
    close: () => admin.close(),
    ports: {
      ...world(context),
      admin,
      store: past.store,
      makeCredential: (name) => {
        const user = users.find((one) => one.name === name);
        if (user === undefined) throw new UsageError(`no password of user '${name}'`);
        return scramCredential(user, passwords.get(name) ?? '');
      },
    },
  };
}

const world = ({ io }: CommandContext): Omit<Ports, 'admin' | 'store' | 'makeCredential'> => ({
  attempts: ATTEMPTS,
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  isInterrupted: () => false,
  progress: (phase, done, of) => {
    io.note(`${phase}: ${String(done)} of ${String(of)}`);
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
  key(): Promise<string>;
  passwordOf(user: DesiredUser): Promise<string | undefined>;
}

const IN_CLUSTER = 'configmap';

/** A file by default; with `--state configmap` what the reconciler in the cluster keeps, by kubectl. */
function pastOf(input: CommandInput, { desired, settings }: Declared, cwd: string): Past {
  const state = input.text('state') ?? `.cdk8s-kafka/${desired.cluster.name}.json`;
  if (state !== IN_CLUSTER) {
    const store = new FileStore(resolve(cwd, state));
    const folder = input.text('passwordFolder');
    return {
      store,
      key: () => Promise.resolve(store.key()),
      passwordOf: (user) =>
        Promise.resolve(folder === undefined ? undefined : fromFolder(resolve(cwd, folder), user)),
    };
  }
  const kubectl = new Kubectl(settings.namespace);
  return {
    store: new ConfigMapStore(kubectl, settings.stateConfigMap),
    key: async () => (await kubectl.secretValue(settings.keySecret, 'fingerprint-key')) ?? '',
    passwordOf: ({ password }) =>
      kubectl.secretValue(
        password.secretName,
        password.kind === 'secret' ? password.key : 'password',
      ),
  };
}

/** `<folder>/<Secret>/<key>`, as Kubernetes mounts Secrets. */
function fromFolder(folder: string, { password }: DesiredUser): string | undefined {
  const key = password.kind === 'secret' ? password.key : 'password';
  const file = resolve(folder, password.secretName, key);
  return existsSync(file) ? readFileSync(file, 'utf8').replace(/\n$/, '') : undefined;
}
