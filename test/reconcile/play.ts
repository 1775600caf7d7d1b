import { deepEqual, ok } from 'node:assert/strict';
import type { Admin } from '../../lib/reconcile/admin';
import { planNow } from '../../lib/reconcile/apply';
import { NOTHING_APPLIED, entityText } from '../../lib/reconcile/objects';
import type { Plan } from '../../lib/reconcile/plan';
import { type Stage, intent } from './support';
import type { Names, ThreeWayCase } from './three-way-cases';

const namesOf = (prefix: string): Names => ({ topic: `${prefix}topic`, user: `${prefix}user` });

/** Plays a case; `settle` waits until a reading shows what was just written. */
export async function play(
  one: ThreeWayCase,
  prefix: string,
  { stage, settle }: { readonly stage: Stage; readonly settle: () => Promise<void> },
): Promise<void> {
  const names = namesOf(prefix);
  if (one.applied !== undefined) {
    const report = await stage.run(one.applied(names));
    deepEqual([report.failed, report.held, report.unseen], [[], [], []]);
  }
  await one.meddle?.(stage.admin, names);
  if (one.forgotten === true) stage.store.state = NOTHING_APPLIED;
  await settle();
  const state = one.desired(names);
  const more = {
    prefer: one.prefer,
    ...(one.fingerprint === undefined
      ? {}
      : { fingerprints: new Map([[names.user, one.fingerprint]]) }),
  };
  const { plan } = await planNow(intent(state, more), stage.ports());
  deepEqual(linesOf(plan, names), one.plan);
  deepEqual(rulesOf(plan, names), one.rules ?? []);
  await stage.run(state, more);
  await settle();
  deepEqual(await liveLines(stage.admin, names), one.then);
  // Whatever waits for a decision waits the next time too, and all else is done.
  const again = await stage.run(state, more);
  ok(again.failed.length === 0, 'a second run fails');
  deepEqual(await liveLines(stage.admin, names), one.then);
}

const isOf = ({ topic: name, user: other }: Names, text: string): boolean =>
  text.includes(name) || text.includes(other);

function linesOf({ changes, unmanaged }: Plan, names: Names): readonly string[] {
  return [
    ...changes.map(({ kind, verb, cause, fields }) => {
      const details = fields
        .map(({ field, live, desired: wanted }) =>
          field === 'password' ? field : `${field} ${live ?? 'absent'} -> ${wanted ?? 'absent'}`,
        )
        .sort();
      return `${verb} ${kind} (${cause})${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
    }),
    ...unmanaged
      .filter(({ name }) => isOf(names, name))
      .map(({ kind }) => `of nobody here: ${kind}`),
  ];
}

/** About the objects of the case; what is said of the whole cluster is the same in all. */
const rulesOf = ({ findings }: Plan, names: Names): readonly string[] =>
  findings.filter(({ subject }) => isOf(names, subject)).map(({ rule }) => rule);

async function liveLines(admin: Admin, names: Names): Promise<readonly string[]> {
  const topics = await admin.describeTopics([names.topic]);
  const configs = await admin.describeTopicConfigs(topics.map(({ name }) => name));
  const { acls } = await admin.describeAcls();
  const quotas = await admin.describeQuotas();
  const credentials = await admin.describeScramCredentials();
  const text = (values: readonly (readonly [string, unknown])[]): string =>
    values.map(([key, value]) => ` ${key}=${String(value)}`).join('');
  return [
    ...topics.map(
      ({ name, partitions }) =>
        `topic ${String(partitions.length)}x${String(partitions[0]?.replicas.length)}` +
        text((configs.get(name) ?? []).map(({ name: key, value }) => [key, value])),
    ),
    ...acls
      .filter(({ resourceName }) => resourceName === names.topic)
      .map(({ operation }) => `acl ${operation}`),
    ...quotas
      .filter(({ entity }) => entityText(entity) === `user ${names.user}`)
      .map(({ quotas: values }) => `quota${text(Object.entries(values))}`),
    ...credentials
      .filter((one) => one.user === names.user)
      .map(({ mechanism, iterations }) => `user ${mechanism} ${String(iterations)}`),
  ];
}
