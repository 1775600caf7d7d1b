import type { DesiredUser } from '../spec/desired-state';
import type { ScramCredentialDescription } from './admin';
import type { PlanInput } from './plan-input';
import { namesOf } from './objects';
import type { Change, FieldChange } from './plan';
import type { AppliedUser } from './state';
import { causeOfAll, fieldChange } from './three-way';
import type { ThreeValues, Treatment } from './three-way';

/** In the place of a password, of which neither Kafka nor a plan says anything: the same text, the same password. */
const passwordText = (fingerprint: string | undefined): string | undefined =>
  fingerprint === undefined ? undefined : `fingerprint ${fingerprint.slice(0, 12)}`;

export function userChanges(input: PlanInput): readonly Change[] {
  const byName = new Map(input.desired.users.map((user) => [user.name, user]));
  const names = new Set([...byName.keys(), ...namesOf(input.applied.users)]);
  const credentials = new Map(
    input.live.credentials.map((one) => [`${one.mechanism} ${one.user}`, one]),
  );
  const liveOf = (name: string, mechanism: string | undefined): Live =>
    credentials.get(`${mechanism ?? ''} ${name}`);
  return [...names].flatMap((name) => {
    const desired = byName.get(name);
    if (desired !== undefined)
      // Without the password at hand nothing can be said, and nothing made.
      return input.fingerprints.has(name)
        ? upkeep(input, desired, liveOf(name, desired.mechanism))
        : [];
    const applied: AppliedUser | undefined = input.applied.users[name];
    return liveOf(name, applied?.mechanism) === undefined ? [] : removal(input, name);
  });
}

function upkeep(input: PlanInput, desired: DesiredUser, live: Live): readonly Change[] {
  const { name } = desired;
  const how = treatment(input, desired);
  const values = [credential(input, desired, live), password(input, desired, live)];
  const fields = values
    .map(([field, sides]) => fieldChange(field, sides, how))
    .filter((field): field is FieldChange => field !== undefined);
  if (fields.length === 0) return [];
  const verb = live === undefined ? 'create' : 'update';
  return [
    {
      kind: 'user',
      name,
      verb: fields.some(({ applies }) => applies) ? verb : 'none',
      cause: causeOfAll(fields, how),
      fields,
      origins: [{ reason: `user ${name}`, path: desired.path, origin: desired.origin }],
    },
  ];
}

type Live = ScramCredentialDescription | undefined;

const treatment = (
  { desired: { policy }, prefer }: PlanInput,
  { paused }: DesiredUser,
): Treatment => ({ drift: policy.drift.users, prefer, prune: true, paused: paused === true });

/** What was applied of the same mechanism. */
function known({ applied }: PlanInput, { name, mechanism }: DesiredUser): AppliedUser | undefined {
  const user = applied.users[name];
  return user?.mechanism === mechanism ? user : undefined;
}

const iterationsText = (of: { readonly iterations: number } | undefined): string | undefined =>
  of && `${String(of.iterations)} iterations`;

type Field = readonly [name: string, sides: ThreeValues];

function credential(input: PlanInput, desired: DesiredUser, live: Live): Field {
  const values = {
    desired: iterationsText(desired),
    applied: iterationsText(known(input, desired)),
    live: iterationsText(live),
  };
  return [desired.mechanism, values];
}

/** Kafka tells nothing of passwords: where there is a credential it is the one that was applied. */
function password(input: PlanInput, desired: DesiredUser, live: Live): Field {
  const applied = passwordText(known(input, desired)?.fingerprint);
  const values = {
    desired: passwordText(input.fingerprints.get(desired.name)),
    applied,
    live: live && (applied ?? 'unknown'),
  };
  return ['password', values];
}

function removal(input: PlanInput, name: string): readonly Change[] {
  const { prune } = input.desired.policy;
  const mayGo = prune === 'aclsAndUsers' || prune === 'all';
  return [
    {
      kind: 'user',
      name,
      verb: mayGo ? 'delete' : 'none',
      cause: 'prune',
      fields: [],
      origins: [],
    },
  ];
}
