import { parseArgs } from 'node:util';
import { LeaseLock } from '../admin/lease-lock';
import { PlatformaticAdmin } from '../admin/platformatic-admin';
import { fingerprintOf, scramCredential } from '../admin/scram';
import { planNow, reconcile } from '../reconcile/apply';
import type { ApplyReport, Intent } from '../reconcile/apply';
import { applyConnectors, compareConnectors, isOpen } from '../reconcile/connect/run';
import type { ConnectorRun } from '../reconcile/connect/run';
import { digestOf } from '../reconcile/make-plan';
import { pending } from '../reconcile/plan';
import type { Ports } from '../reconcile/ports';
import type { DesiredConnect, DesiredState } from '../spec/desired-state';
import type { ReconcilerSettings } from '../spec/reconciler-settings';
import { UsageError } from '../util/errors';
import { ConfigMapConnectors, restOf } from './connectors';
import { connectionOf, readDesired, readSettings } from './inputs';
import { Kubernetes } from './kubernetes';
import { isCarriedOut, isClean, isForSomebody, planLines, summary } from './report';
import { ConfigMapProgram, ConfigMapStore, Lease, Passwords } from './stores';

const CLEAN = 0;
const FAILED = 1;
const PENDING = 3;
const LOOK_MS = 2_000;
const ATTEMPTS = 8;

const say = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};
const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

let interrupted = false;

/** One run of the reconciler in its pod. */
class Reconciler {
  private readonly kubernetes: Kubernetes;
  private readonly passwords: Passwords;
  private readonly program: ConfigMapProgram;
  private readonly known = new Map<string, string>();

  public constructor(
    private readonly settings: ReconcilerSettings,
    private readonly desired: DesiredState,
  ) {
    const { namespace, secretsFolder, keySecret, stateConfigMap } = settings;
    this.kubernetes = new Kubernetes(namespace);
    this.program = new ConfigMapProgram(this.kubernetes, stateConfigMap);
    this.passwords = new Passwords(this.kubernetes, secretsFolder, keySecret);
  }

  public async run(verb: 'apply' | 'drift'): Promise<number> {
    const admin = await this.connect();
    const holder = process.env['POD_NAME'] ?? 'reconciler';
    const lock = new LeaseLock(new Lease(this.kubernetes, this.settings.lease), holder);
    await lock.acquire();
    try {
      return await (verb === 'apply' ? this.apply(admin) : this.compare(admin));
    } finally {
      await lock.release();
      await admin.close();
    }
  }

  /** Kafka may be starting: asked until it has a controller and its brokers, or the time is over. */
  private async connect(): Promise<PlatformaticAdmin> {
    const end = Date.now() + this.settings.waitSeconds * 1000;
    let said = '';
    for (;;) {
      const admin = new PlatformaticAdmin(connectionOf(this.settings));
      const why = await this.obstacle(admin);
      if (why === undefined) return admin;
      await admin.close().catch(() => undefined);
      if (Date.now() > end) throw new UsageError('KafkaNotReady', why);
      if (why !== said) say(`waits for Kafka: ${why}`);
      said = why;
      await sleep(LOOK_MS);
    }
  }

  private async obstacle(admin: PlatformaticAdmin): Promise<string | undefined> {
    try {
      const { brokers, controllerId } = await admin.describeCluster();
      const { expectedBrokers } = this.desired.cluster;
      if (controllerId === undefined) return 'it has no controller';
      return brokers.length < expectedBrokers
        ? `${String(brokers.length)} of ${String(expectedBrokers)} brokers are there`
        : undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  private async intent(): Promise<Intent> {
    const { users } = this.desired;
    const fingerprints = new Map<string, string>();
    const key = users.length > 0 ? await this.passwords.key() : '';
    for (const user of users) {
      const password = await this.passwords.of(user);
      if (password === undefined) continue;
      fingerprints.set(user.name, fingerprintOf(key, user, password));
      this.known.set(user.name, password);
    }
    const missing = users.map(({ name }) => name).filter((name) => !fingerprints.has(name));
    if (missing.length > 0) say(`no password in the Secrets of: ${missing.join(', ')}`);
    return { desired: this.desired, fingerprints, prefer: undefined };
  }

  private ports(admin: PlatformaticAdmin): Ports {
    return {
      admin,
      store: new ConfigMapStore(this.kubernetes, this.settings.stateConfigMap),
      attempts: ATTEMPTS,
      sleep,
      now: () => Date.now(),
      isInterrupted: () => interrupted,
      progress: (phase, done, of) => {
        say(`${phase}: ${String(done)} of ${String(of)}`);
      },
      makeCredential: (name) => {
        const user = this.desired.users.find((one) => one.name === name);
        if (user === undefined) throw new UsageError('NoSuchUser', `no user '${name}'`);
        return scramCredential(user, this.known.get(name) ?? '');
      },
    };
  }

  private async apply(admin: PlatformaticAdmin): Promise<number> {
    const intent = await this.intent();
    const report = await reconcile(intent, this.ports(admin));
    for (const line of planLines(report.plan)) say(line);
    for (const { change, phase, result } of report.failed) {
      if (!result.ok)
        say(`failed: ${phase}, ${change.kind} ${change.name}: ${result.error} ${result.message}`);
    }
    say(`${summary(report)}; ${String(admin.requests)} requests`);
    return this.ended(report, intent.fingerprints.size === this.desired.users.length);
  }

  private async ended(report: ApplyReport, everybody: boolean): Promise<number> {
    const connects = this.connects(report.stopped.length);
    const { problems, held } = await applyConnectors(connects, this.connecting());
    const all = everybody && problems.length === 0;
    if (isCarriedOut(report) && all) await this.program.save(digestOf(this.desired));
    if (isClean(report) && all && held.length === 0) return CLEAN;
    const [first = summary(report)] = [...problems, ...held];
    await this.event('Warning', 'ReconcileIncomplete', first);
    return isForSomebody(report) && all ? PENDING : FAILED;
  }

  /** Workers whose connectors are looked after; of none where nothing may be changed. */
  private connects(stopped = 0): readonly DesiredConnect[] {
    return stopped > 0 || interrupted ? [] : (this.desired.connect ?? []);
  }

  private connecting(): ConnectorRun {
    const { waitSeconds, stateConfigMap, secretsFolder } = this.settings;
    const store = new ConfigMapConnectors(this.kubernetes, stateConfigMap);
    const { waivers } = this.desired.policy;
    return {
      restOf: (desired) => restOf(desired, secretsFolder),
      store,
      waivers,
      waitSeconds,
      say,
      sleep,
      now: () => Date.now(),
    };
  }

  /** A program that no Job has carried out, since one of its name had run before, is carried out now. */
  private async compare(admin: PlatformaticAdmin): Promise<number> {
    if ((await this.program.load()) === digestOf(this.desired)) return this.drift(admin);
    say('this program was not carried out yet, so it is now');
    return this.apply(admin);
  }

  private async drift(admin: PlatformaticAdmin): Promise<number> {
    const { plan } = await planNow(await this.intent(), this.ports(admin));
    for (const line of planLines(plan)) say(line);
    const open = pending(plan);
    const connectors = await compareConnectors(this.connects(), this.connecting());
    const differences = open.length + connectors.changes.filter(isOpen).length;
    say(`${String(differences)} differences; ${String(admin.requests)} requests`);
    const [problem] = connectors.problems;
    if (differences === 0 && problem === undefined) return CLEAN;
    const names = open.slice(0, 5).map(({ kind, name, cause }) => `${kind} ${name} (${cause})`);
    const told = [...names, ...(problem === undefined ? [] : [problem])].join(', ');
    await this.event('Warning', 'Drift', `${String(differences)} differences: ${told}`);
    return differences === 0 ? FAILED : PENDING;
  }

  private async event(type: string, reason: string, message: string): Promise<void> {
    const { namespace, eventsAbout } = this.settings;
    const now = new Date().toISOString().replace('Z', '000Z');
    try {
      await this.kubernetes.create('/api/v1', 'events', {
        metadata: { generateName: `${eventsAbout.name}-`, namespace },
        involvedObject: { ...eventsAbout, namespace },
        type,
        reason,
        message: message.slice(0, 1000),
        eventTime: now,
        action: reason,
        reportingComponent: 'cdk8s-kafka',
        reportingInstance: process.env['POD_NAME'] ?? 'reconciler',
      });
    } catch (error) {
      say(`no Event was written: ${reasonOf(error)}`);
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors.map(reasonOf) : [];
  return [error.message, ...inner].join(' | ');
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { settings: { type: 'string' } },
  });
  const settings = readSettings(values.settings ?? '/etc/reconciler/settings/settings.json');
  const verb =
    positionals[0] === 'apply' || positionals[0] === 'drift' ? positionals[0] : settings.mode;
  return new Reconciler(settings, readDesired(settings)).run(verb);
}

process.on('SIGTERM', () => {
  interrupted = true;
});
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(`failed: ${reasonOf(error)}`);
    process.exit(FAILED);
  },
);
