import { aclText } from '../acl';
import { aclKey } from '../acl/binding';
import type { AclBinding, WantedAcl } from '../spec/acl';
import type { PlanInput } from './plan-input';
import type { Change, FieldChange } from './plan';
import { causeOfAll, fieldChange } from './three-way';
import type { Treatment } from './three-way';

const PRESENT = 'present';

/** An ACL is there or not; it has no fields. Unmanaged ones are those that neither the program nor a run before it knows. */
export function aclChanges(input: PlanInput): readonly Change[] {
  const wanted = new Map(input.desired.acls.map((acl) => [aclKey(acl), acl]));
  const applied = new Map(input.applied.acls.map((acl) => [aclKey(acl), acl]));
  const live = new Set(input.live.acls.map((acl) => aclKey(acl)));
  const { policy } = input.desired;
  const paused = new Set(policy.pausedPrincipals);
  const how = (acl: AclBinding): Treatment => ({
    drift: policy.drift.acls,
    prefer: input.prefer,
    prune: policy.prune !== 'never',
    paused: paused.has(acl.principal),
  });
  const known = new Map<string, AclBinding>([...applied, ...wanted]);
  const text = (is: boolean): string | undefined => (is ? PRESENT : undefined);
  return [...known].flatMap(([key, acl]) => {
    const change = fieldChange(
      'acl',
      {
        desired: text(wanted.has(key)),
        applied: text(applied.has(key)),
        live: text(live.has(key)),
      },
      how(acl),
    );
    return change === undefined
      ? []
      : [changeOf(acl, change, { wanted: wanted.get(key), how: how(acl) })];
  });
}

function changeOf(
  acl: AclBinding,
  field: FieldChange,
  { wanted, how }: { readonly wanted: WantedAcl | undefined; readonly how: Treatment },
): Change {
  const verb = wanted === undefined ? 'delete' : 'create';
  return {
    kind: 'acl',
    name: aclText(acl),
    verb: field.applies ? verb : 'none',
    cause: causeOfAll([field], how),
    fields: [field],
    origins: wanted?.origins ?? [],
  };
}
