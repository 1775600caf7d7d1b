import type { DesiredQuota, QuotaEntity } from '../spec/desired-state';
import type { PlanInput } from './plan-input';
import { entityText, texts } from './objects';
import type { Change, FieldChange } from './plan';
import { fieldChange, heaviest } from './three-way';

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
  return [...names].flatMap((name) => {
    const fields = changes(input, name, sides);
    if (fields.length === 0) return [];
    const isDesired = sides.desired.has(name);
    const applies = fields.some((field) => field.applies);
    const verb = !isDesired ? 'delete' : sides.live.has(name) ? 'update' : 'create';
    return [
      {
        kind: 'quota' as const,
        name,
        verb: applies ? verb : ('none' as const),
        cause: heaviest(fields.map(({ cause }) => cause)),
        fields,
        origins: desired.quotas.filter((quota) => entityText(quota.entity) === name).map(originOf),
      },
    ];
  });
}

const originOf = ({ entity, path, origin }: DesiredQuota): Change['origins'][number] => ({
  reason: `quotas of ${entityText(entity)}`,
  path,
  origin,
});

function changes(
  { desired: { policy }, prefer }: PlanInput,
  name: string,
  sides: Readonly<Record<'desired' | 'applied' | 'live', ReadonlyMap<string, Texts>>>,
): readonly FieldChange[] {
  const [desired, applied, live] = (['desired', 'applied', 'live'] as const).map(
    (side) => sides[side].get(name) ?? {},
  ) as [Texts, Texts, Texts];
  const isDesired = sides.desired.has(name);
  const prunes = policy.prune === 'aclsAndUsers' || policy.prune === 'all';
  // A key that left an entity of the program is a change; an entity that left it is for the policy to remove.
  const how = { drift: policy.drift.quotas, prefer, prune: isDesired || prunes };
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
