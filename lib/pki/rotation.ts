import { makeAuthority } from './authority';
import type { Draft } from './draft';
import { authorityFile, authorityOf, withAuthority, writePair } from './draft';
import { settleLeavesOf } from './leaves';
import { error, PkiError } from './problem';
import type { AuthorityState, PkiState } from './state';

/**
 * 1: the new certificate is in the trust bundle. 2: certificates come from the new one. 3: the old one is gone.
 * Between two stages every node and client has to take over the Secrets, or it refuses its peers.
 */
export type RotationStage = 1 | 2 | 3;
/** 0 when no rotation is under way. */
export type Standing = 0 | 1 | 2;

export function standingOf(authority: AuthorityState): Standing {
  if (authority.trusted.length < 2) return 0;
  return authority.signing === newest(authority) ? 2 : 1;
}

function newest(authority: AuthorityState): number {
  return Math.max(...authority.trusted);
}

/** Brings an authority to a stage; repeating the present stage changes nothing. */
export async function rotate(
  draft: Draft,
  id: string,
  stage: RotationStage,
  now: Date,
): Promise<void> {
  const authority = findAuthority(draft.state, id);
  const standing = standingOf(authority);
  if (standing === stage) {
    const reason = `stage ${String(stage)} is done already`;
    draft.events.push({ action: 'kept', kind: 'authority', name: authority.id, reason });
    return;
  }
  if (standing + 1 !== stage) throw new PkiError([wrongStage(authority, standing, stage)]);
  await STAGES[stage](draft, authority, now);
}

type Step = (draft: Draft, authority: AuthorityState, now: Date) => Promise<void>;

const STAGES: Readonly<Record<RotationStage, Step>> = {
  1: trustNew,
  2: signWithNew,
  3: dropOld,
};

async function trustNew(draft: Draft, authority: AuthorityState, now: Date): Promise<void> {
  const generation = newest(authority) + 1;
  // A name of its own: with two certificates of one name some libraries try only the first they find.
  const commonName = `${authority.commonName} v${String(generation)}`;
  const { organization, validityDays } = authority;
  const algorithm = draft.state.keyAlgorithm;
  const pair = await makeAuthority({ commonName, organization }, validityDays, { algorithm, now });
  writePair(draft, authorityFile(authority.id, generation), pair);
  const trusted = [...authority.trusted, generation];
  draft.state = withAuthority(draft.state, { ...authority, trusted });
  const reason = `generation ${String(generation)} beside the present one`;
  draft.events.push({ action: 'trusted', kind: 'authority', name: authority.id, reason });
}

async function signWithNew(draft: Draft, authority: AuthorityState, now: Date): Promise<void> {
  draft.state = withAuthority(draft.state, { ...authority, signing: newest(authority) });
  await settleLeavesOf(draft, authority.id, now);
}

async function dropOld(draft: Draft, authority: AuthorityState, now: Date): Promise<void> {
  // Whatever the old one still signs (a file put back from a backup) is made anew before trust in it ends.
  await settleLeavesOf(draft, authority.id, now);
  const last = newest(authority);
  for (const generation of authority.trusted.filter((each) => each !== last)) {
    draft.remove(authorityFile(authority.id, generation));
    const reason = `generation ${String(generation)} is no longer trusted`;
    draft.events.push({ action: 'removed', kind: 'authority', name: authority.id, reason });
  }
  draft.state = withAuthority(draft.state, { ...authority, trusted: [last] });
}

function wrongStage(authority: AuthorityState, standing: Standing, stage: RotationStage) {
  const next = String(standing + 1);
  const stands = standing === 0 ? 'is not being rotated' : `stands at stage ${String(standing)}`;
  return error(
    'PkiRotationStage',
    `authority '${authority.id}' ${stands}, stage ${String(stage)} is not next: ${WHY_NOT[standing]}`,
    { path: authority.id, fix: `run: cdk8s-kafka pki rotate-ca ${authority.id} --stage ${next}` },
  );
}

const WHY_NOT: Readonly<Record<Standing, string>> = {
  0: 'nodes and clients would refuse certificates of an authority they have not been given to trust',
  1: 'nodes and clients still show certificates of the old authority, which nobody would trust any more',
  2: 'the present rotation has to end first, or three authorities would have to be trusted at once',
};

/** What has to happen in the cluster before the next command. */
export const AFTER_STAGE: Readonly<Record<RotationStage, readonly string[]>> = {
  1: [
    'apply the Secrets; every node and every client has to trust both authorities before stage 2',
    'nodes take the new bundle over by themselves, one after the other; clients need the new ca.crt',
  ],
  2: [
    'apply the Secrets; every node and every client has to show its new certificate before stage 3',
    'hand the new client certificates to the applications',
  ],
  3: ['apply the Secrets; the rotation is done'],
};

/** By id, or by its last part when only one authority of the folder has it. */
export function findAuthority(state: PkiState, wanted: string): AuthorityState {
  const exact = authorityOf(state, wanted);
  const ending = state.authorities.filter((each) => each.id.endsWith(`/${wanted}`));
  const [only, second] = ending;
  const found = exact ?? (second === undefined ? only : undefined);
  if (found !== undefined) return found;
  const known = state.authorities.map((each) => each.id).join(', ');
  throw new PkiError([
    error(
      'PkiAuthorityUnknown',
      second === undefined
        ? `the folder has no authority '${wanted}', known are: ${known || 'none'}`
        : `several authorities are called '${wanted}': ${ending.map((each) => each.id).join(', ')}`,
      { fix: 'name it in full: NAMESPACE/CLUSTER/NAME' },
    ),
  ]);
}
