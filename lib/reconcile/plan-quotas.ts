import type { DesiredQuota, QuotaEntity } from '../spec/desired-state';
import type { PlanInput } from './plan-input';
import { entityText, texts } from './objects';
import type { Change, FieldChange } from './plan';
import { causeOfAll, fieldChange } from './three-way';
import type { Treatment } from './three-way';

type Texts = Readonly<Record<string, string>>;

const byEntity = (
  quotas: readonly {
    readonly entity: QuotaEntity;
    readonly quotas: Readonly<Record<string, number>>;
  }[],
): ReadonlyMap<string, Texts> =>
  new Map(quotas.map(({ entity, quotas: values }) => [entityText(entity), texts(values)]));

export function quotaChanges(input: PlanInput): readonly Change[] {
  const { desired, applied, live } = input;
  const sides = {
    desired: byEntity(desired.quotas),
    applied: byEntity(applied.quotas),
    live: byEntity(live.quotas),
  };
  const names = new Set([...sides.desired.keys(), ...sides.applied.keys()]);
  const said = new Map(desired.quotas.map((quota) => [entityText(quota.entity), quota]));
  return [...names].flatMap((name) => {
    const quota = said.get(name);
    const how = treatment(input, quota);
    const fields = changes(name, sides, how);
    if (fields.length === 0) return [];
    const applies = fields.some((field) => field.applies);
    const verb = quota === undefined ? 'delete' : sides.live.has(name) ? 'update' : 'create';
    return [
      {
        kind: 'quota' as const,
        name,
        verb: applies ? verb : ('none' as const),
        cause: causeOfAll(fields, how),
        fields,
        origins: quota === undefined ? [] : [originOf(quota)],
      },
    ];
  });
}

/** A key that left an entity of the program is a change; an entity that left it is for the policy to remove. */
function treatment(
  { desired: { policy }, prefer }: PlanInput,
  quota: DesiredQuota | undefined,
): Treatment {
  const prunes = policy.prune === 'aclsAndUsers' || policy.prune === 'all';
  return {
    drift: policy.drift.quotas,
    prefer,
    prune: quota !== undefined || prunes,
    paused: quota?.paused === true,
  };
}

const originOf = ({ entity, path, origin }: DesiredQuota): Change['origins'][number] => ({
  reason: `quotas of ${entityText(entity)}`,
  path,
  origin,
});

function changes(
  name: string,
  sides: Readonly<Record<'desired' | 'applied' | 'live', ReadonlyMap<string, Texts>>>,
  how: Treatment,
): readonly FieldChange[] {
  const [desired, applied, live] = (['desired', 'applied', 'live'] as const).map(
    (side) => sides[side].get(name) ?? {},
  ) as [Texts, Texts, Texts];
  const keys = [
    ...new Set([...Object.keys(desired), ...Object.keys(applied), ...Object.keys(live)]),
  ];
  return keys
    .sort()
    .map((key) =>
      fieldChange(key, { desired: desired[key], applied: applied[key], live: live[key] }, how),
    )
    .filter((field): field is FieldChange => field !== undefined);
}
