import { signCertificate } from './authority';
import { daysLeft, factsOf, isoDay, readPair, whyUnfit } from './certificates';
import type { CertificateFacts } from './certificates';
import type { ClusterPlace, Draft } from './draft';
import { authorityId, authorityOf, authorityPair, certificateFile, writePair } from './draft';
import type { Problem } from './problem';
import { error, refuse, warning } from './problem';
import type { CertificateRequest } from './requests';
import type { PkiState } from './state';

/** A certificate the folder is to hold, whoever asked for it. */
export interface Leaf extends ClusterPlace {
  readonly secretNamespace: string;
  readonly authority: string;
  readonly request: CertificateRequest;
  readonly askedBy: 'manifests' | 'user';
}

export const leafName = (leaf: Leaf): string => `${leaf.secretNamespace}/${leaf.request.secret}`;
export const leafFile = (leaf: Leaf): string =>
  certificateFile(leaf.secretNamespace, leaf.request.secret);

export function leavesOf(state: PkiState): readonly Leaf[] {
  const asked = state.clusters.flatMap(({ cluster, namespace, certificates }) =>
    certificates.map((request) => ({
      cluster,
      namespace,
      request,
      secretNamespace: namespace,
      authority: authorityId(state, { cluster, namespace }, request.authority),
      askedBy: 'manifests' as const,
    })),
  );
  const users = state.users.map((user) => ({
    ...user,
    authority: authorityId(state, user, user.request.authority),
    askedBy: 'user' as const,
  }));
  return [...asked, ...users];
}

/** A reason to make a certificate anew although it fits. */
export type Due = (leaf: Leaf, facts: CertificateFacts) => string | undefined;

const NEVER: Due = () => undefined;

/** Makes every certificate that is missing, does not fit its request or is due; keeps the others byte for byte. */
export async function settleLeaves(draft: Draft, now: Date, due: Due = NEVER): Promise<void> {
  const leaves = leavesOf(draft.state);
  const authorities = draft.state.authorities.map((each) => each.id);
  refuse([
    ...repeatedSecrets(leaves),
    ...sharedSubjects(leaves),
    ...endedAuthorities(draft, authorities, now),
  ]);
  for (const leaf of leaves) await settleLeaf(draft, leaf, now, due);
}

/** The same for one authority, so that the rotation of one that ended does not wait for another that ended. */
export async function settleLeavesOf(draft: Draft, authority: string, now: Date): Promise<void> {
  refuse(endedAuthorities(draft, [authority], now));
  const leaves = leavesOf(draft.state).filter((leaf) => leaf.authority === authority);
  for (const leaf of leaves) await settleLeaf(draft, leaf, now, NEVER);
}

async function settleLeaf(draft: Draft, leaf: Leaf, now: Date, due: Due): Promise<void> {
  const authority = authorityOf(draft.state, leaf.authority);
  // Parsing and the commands see to it that each certificate's authority is in the state.
  if (authority === undefined) return;
  const signer = authorityPair(draft, authority.id, authority.signing);
  const present = readPair(draft.read(leafFile(leaf)));
  const unfit = present === undefined ? undefined : whyUnfit(present, leaf.request, signer, now);
  const reason =
    unfit ?? (present === undefined ? undefined : due(leaf, factsOf(present.certificate)));
  if (present !== undefined && reason === undefined) {
    draft.events.push(event('kept', leaf, undefined));
    return;
  }
  const algorithm = draft.state.keyAlgorithm;
  const pair = await signCertificate(leaf.request, signer, { algorithm, now });
  writePair(draft, leafFile(leaf), pair);
  const until = `valid until ${isoDay(factsOf(pair.certificate).notAfter)}`;
  const action = present === undefined ? 'made' : 'renewed';
  draft.events.push(event(action, leaf, reason === undefined ? until : `${reason}; ${until}`));
}

function event(action: 'made' | 'renewed' | 'kept', leaf: Leaf, reason: string | undefined) {
  return { action, kind: 'certificate' as const, name: leafName(leaf), reason };
}

function repeatedSecrets(leaves: readonly Leaf[]): readonly Problem[] {
  return repeats(leaves, leafName).map(([first, second]) =>
    error(
      'PkiSecretTaken',
      `Secret '${leafName(second)}' is asked for by cluster '${placeOf(second)}', already by '${placeOf(first)}'`,
      { path: leafName(second), fix: 'give one of the two another name' },
    ),
  );
}

/**
 * Two clusters of the same name in two namespaces have nodes of the same subject. Under a shared authority a node of
 * the one would be a super user of the other.
 */
function sharedSubjects(leaves: readonly Leaf[]): readonly Problem[] {
  const ofManifests = leaves.filter((leaf) => leaf.request.format === 'tls');
  const subjectOf = ({ authority, request }: Leaf): string =>
    JSON.stringify([authority, request.commonName, request.organization]);
  return repeats(ofManifests, subjectOf)
    .filter(([first, second]) => placeOf(first) !== placeOf(second))
    .map(([first, second]) =>
      error(
        'PkiSubjectShared',
        `clusters '${placeOf(first)}' and '${placeOf(second)}' share authority '${first.authority}' and the ` +
          `subject 'CN=${first.request.commonName}': each would take the other's nodes for its own`,
        {
          path: leafName(second),
          fix: 'give each cluster an authority of its own or another name',
        },
      ),
    );
}

function placeOf(place: ClusterPlace): string {
  return `${place.namespace}/${place.cluster}`;
}

/** Each later item with the first of the same key. */
function repeats<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [T, T])[] {
  const first = new Map<string, T>();
  return items.flatMap((item) => {
    const before = first.get(key(item));
    if (before !== undefined) return [[before, item] as const];
    first.set(key(item), item);
    return [];
  });
}

function endedAuthorities(draft: Draft, ids: readonly string[], now: Date): readonly Problem[] {
  return draft.state.authorities.flatMap(({ id, signing }) => {
    if (!ids.includes(id)) return [];
    const { notAfter } = factsOf(authorityPair(draft, id, signing).certificate);
    if (notAfter > now) return [];
    return [
      error('PkiAuthorityExpired', `authority '${id}' ended on ${isoDay(notAfter)}`, {
        path: id,
        fix: `run: cdk8s-kafka pki rotate-ca ${id} --stage 1`,
      }),
    ];
  });
}

/** Authorities in whose last months certificates can no longer have their full lifetime. */
export function endingAuthorities(draft: Draft, now: Date): readonly Problem[] {
  const leaves = leavesOf(draft.state);
  return draft.state.authorities.flatMap(({ id, signing }) => {
    const facts = factsOf(authorityPair(draft, id, signing).certificate);
    const lifetimes = leaves
      .filter((leaf) => leaf.authority === id)
      .map((leaf) => leaf.request.validityDays);
    const longest = Math.max(0, ...lifetimes);
    const left = daysLeft(facts, now);
    if (left < 0 || left >= longest) return [];
    return [
      warning(
        'PkiAuthorityEnds',
        `authority '${id}' ends on ${isoDay(facts.notAfter)}, certificates of ${String(longest)} days are cut to its end`,
        { path: id, fix: `run: cdk8s-kafka pki rotate-ca ${id} --stage 1` },
      ),
    ];
  });
}
