import type { DesiredUser } from '../spec/desired-state';
import type { ScramCredentialDescription } from './admin';
import type { PlanInput } from './plan-input';
import { namesOf } from './objects';
import type { Change, FieldChange } from './plan';
import type { AppliedUser } from './state';
import { fieldChange, heaviest } from './three-way';
import type { Treatment } from './three-way';

/** In the place of a password, of which neither Kafka nor a plan says anything: the same text, the same password. */
const passwordText = (fingerprint: string | undefined): string | undefined =>
  fingerprint === undefined ? undefined : `fingerprint ${fingerprint.slice(0, 12)}`;

export function userChanges(input: PlanInput): readonly Change[] {
  const byName = new Map(input.desired.users.map((user) => [user.name, user]));
  const names = new Set([...byName.keys(), ...namesOf(input.applied.users)]);
  return [...names].flatMap((name) => {
    const desired = byName.get(name);
    return desired === undefined ? removal(input, name) : upkeep(input, desired);
  });
}

function upkeep(input: PlanInput, desired: DesiredUser): readonly Change[] {
  const { name, mechanism } = desired;
  const live = input.live.credentials.find(
    (credential) => credential.user === name && credential.mechanism === mechanism,
  );
  const fields = [credential(input, desired, live), password(input, desired, live)].filter(
    (field): field is FieldChange => field !== undefined,
  );
  if (fields.length === 0) return [];
  const verb = live === undefined ? 'create' : 'update';
  return [
    {
      kind: 'user',
      name,
      verb: fields.some(({ applies }) => applies) ? verb : 'none',
      cause: heaviest(fields.map(({ cause }) => cause)),
      fields,
      origins: [{ reason: `user ${name}`, path: desired.path, origin: desired.origin }],
    },
  ];
}

type Live = ScramCredentialDescription | undefined;

const treatment = ({ desired, prefer }: PlanInput): Treatment => ({
  drift: desired.policy.drift.users,
  prefer,
  prune: true,
});

/** What was applied of the same mechanism. */
function known({ applied }: PlanInput, { name, mechanism }: DesiredUser): AppliedUser | undefined {
  const user = applied.users[name];
  return user?.mechanism === mechanism ? user : undefined;
}

const iterationsText = (of: { readonly iterations: number } | undefined): string | undefined =>
  of && `${String(of.iterations)} iterations`;

function credential(input: PlanInput, desired: DesiredUser, live: Live): FieldChange | undefined {
  const values = {
    desired: iterationsText(desired),
    applied: iterationsText(known(input, desired)),
    live: iterationsText(live),
  };
  return fieldChange(desired.mechanism, values, treatment(input));
}

/** Kafka tells nothing of passwords: where there is a credential it is the one that was applied. */
function password(input: PlanInput, desired: DesiredUser, live: Live): FieldChange | undefined {
  const applied = passwordText(known(input, desired)?.fingerprint);
  const values = {
    desired: passwordText(input.fingerprints.get(desired.name)) ?? 'made by the reconciler',
    applied,
    live: live && (applied ?? 'unknown'),
  };
  return fieldChange('password', values, treatment(input));
}

function removal(input: PlanInput, name: string): readonly Change[] {
  const applied: AppliedUser | undefined = input.applied.users[name];
  const isThere = input.live.credentials.some(
    ({ user, mechanism }) => user === name && mechanism === applied?.mechanism,
  );
  if (!isThere) return [];
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
