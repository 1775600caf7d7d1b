/**
 * Runs in the clients' pod, bundled: the engine makes so many users, ACLs and topics until all of it can be read back, and then
 * compares what is as it should be. What is kept after each batch is packed as for the ConfigMap, and kept in memory.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { PlatformaticAdmin } from '../../../lib/admin/platformatic-admin';
import { fingerprintOf, scramCredential } from '../../../lib/admin/scram';
import { planNow, reconcile } from '../../../lib/reconcile/apply';
import type { Ports } from '../../../lib/reconcile/ports';
import type { AppliedState } from '../../../lib/reconcile/state';
import { MemoryStore } from '../../reconcile/support';
import { manyObjects } from '../../support/many-objects';
import type { ScaleAnswer, ScaleRequest } from './protocol';

const request = JSON.parse(readFileSync(0, 'utf8')) as ScaleRequest;

const COMPARISONS = 5;
/** Brokers still begin to follow each other in twelve thousand partitions when all of them can be seen. */
const REST_MS = 20_000;

class PackingStore extends MemoryStore {
  public packed = 0;

  public override save(state: AppliedState, expected: string | undefined): Promise<string> {
    this.packed = gzipSync(JSON.stringify(state)).length;
    return super.save(state, expected);
  }
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const passwordOf = (name: string): string => `password of ${name}`;

async function measure(admin: PlatformaticAdmin): Promise<ScaleAnswer> {
  const desired = manyObjects(request.prefix, request.size);
  const store = new PackingStore();
  const phases: ScaleAnswer['phases'][number][] = [];
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  const byName = new Map(desired.users.map((user) => [user.name, user]));
  const ports: Ports = {
    admin,
    store,
    attempts: 8,
    sleep,
    now: () => Date.now(),
    isInterrupted: () => false,
    progress: (phase, done, of) => phases.push({ phase, done, of, milliseconds: since() }),
    makeCredential: (name) => {
      const user = byName.get(name);
      if (user === undefined) throw new Error(`no user ${name}`);
      return scramCredential(user, passwordOf(name));
    },
  };
  const fingerprints = new Map(
    desired.users.map((user) => [user.name, fingerprintOf('key', user, passwordOf(user.name))]),
  );
  const intent = { desired, fingerprints, prefer: undefined };
  const report = await reconcile(intent, ports);
  const milliseconds = since();
  const requests = admin.requests;
  const wrong = [...report.stopped, ...report.held, ...report.failed, ...report.unseen];
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong.slice(0, 3)));
  await sleep(REST_MS);
  const comparisons: ScaleAnswer['comparisons'][number][] = [];
  for (let count = 0; count < COMPARISONS; count++)
    comparisons.push(await compared(() => planNow(intent, ports), admin));
  return { milliseconds, requests, phases, packedBytes: store.packed, comparisons };
}

/** How long a comparison takes in a cluster that is as it should be. */
async function compared(
  plan: () => ReturnType<typeof planNow>,
  admin: PlatformaticAdmin,
): Promise<ScaleAnswer['comparisons'][number]> {
  const [before, requests] = [performance.now(), admin.requests];
  const { plan: found } = await plan();
  return {
    milliseconds: Math.round(performance.now() - before),
    requests: admin.requests - requests,
    differences: found.changes.length,
  };
}

async function main(): Promise<ScaleAnswer> {
  const admin = new PlatformaticAdmin(request.connection);
  await admin.describeCluster();
  return measure(admin);
}

void main().then(
  (answer) => {
    console.log(JSON.stringify(answer));
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
