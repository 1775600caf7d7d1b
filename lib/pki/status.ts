import { DAY_MS } from './authority';
import { daysLeft, factsOf, readPair, renewalDue, whyUnfit } from './certificates';
import type { CertificateFacts } from './certificates';
import type { Draft } from './draft';
import { authorityOf, authorityPair } from './draft';
import type { Leaf } from './leaves';
import { leafFile, leafName, leavesOf } from './leaves';
import type { Problem } from './problem';
import { error, warning } from './problem';
import { standingOf } from './rotation';
import type { AuthorityState } from './state';

export type Condition = 'valid' | 'renewal due' | 'expired' | 'missing' | 'does not fit';

export interface StatusRow {
  readonly kind: 'authority' | 'certificate';
  /** Id of the authority, or `<namespace>/<secret>`. */
  readonly name: string;
  readonly authority: string | undefined;
  readonly subject: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
  readonly serialNumber: string | undefined;
  readonly notAfter: string | undefined;
  readonly daysLeft: number | undefined;
  readonly condition: Condition;
  /** What is wrong, or the stage of a rotation. */
  readonly remark: string | undefined;
}

export function statusOf(draft: Draft, now: Date): readonly StatusRow[] {
  return [
    ...draft.state.authorities.flatMap((each) => authorityRows(draft, each, now)),
    ...leavesOf(draft.state).map((leaf) => leafRow(draft, leaf, now)),
  ];
}

/** An end that has come is an error, one that is near a warning. */
export function statusProblems(rows: readonly StatusRow[]): readonly Problem[] {
  return rows.flatMap((row) => {
    const what = `${row.kind} '${row.name}'`;
    const path = row.name;
    const fix = row.kind === 'authority' ? 'run: cdk8s-kafka pki rotate-ca' : FIXES[row.condition];
    switch (row.condition) {
      case 'valid':
        return [];
      case 'renewal due':
        return [
          warning('PkiRenewalDue', `${what} ends in ${String(row.daysLeft)} days`, { path, fix }),
        ];
      case 'expired':
        return [
          error('PkiCertificateExpired', `${what} ended on ${String(row.notAfter)}`, { path, fix }),
        ];
      case 'missing':
      case 'does not fit':
        return [error('PkiCertificateStale', `${what}: ${String(row.remark)}`, { path, fix })];
    }
  });
}

const FIXES: Readonly<Record<Condition, string | undefined>> = {
  valid: undefined,
  'renewal due': 'run: cdk8s-kafka pki renew',
  expired: 'run: cdk8s-kafka pki renew',
  missing: 'run: cdk8s-kafka pki renew',
  'does not fit': 'run: cdk8s-kafka pki renew',
};

function authorityRows(draft: Draft, authority: AuthorityState, now: Date): readonly StatusRow[] {
  const standing = standingOf(authority);
  const stage = standing === 0 ? undefined : `rotation at stage ${String(standing)}`;
  return authority.trusted.map((generation) => {
    const facts = factsOf(authorityPair(draft, authority.id, generation).certificate);
    const signs = generation === authority.signing ? 'signs' : 'trusted only';
    return {
      ...factsRow(facts, now, AUTHORITY_NOTICE_MS),
      kind: 'authority',
      name: authority.id,
      authority: undefined,
      remark: stage === undefined ? undefined : `${stage}, ${signs}`,
    };
  });
}

function leafRow(draft: Draft, leaf: Leaf, now: Date): StatusRow {
  const names = { kind: 'certificate' as const, name: leafName(leaf), authority: leaf.authority };
  const pair = readPair(draft.read(leafFile(leaf)));
  const authority = authorityOf(draft.state, leaf.authority);
  if (pair === undefined || authority === undefined) {
    return { ...EMPTY, ...names, condition: 'missing', remark: 'it is not in the folder' };
  }
  const row = factsRow(factsOf(pair.certificate), now);
  const signer = authorityPair(draft, authority.id, authority.signing);
  const unfit = whyUnfit(pair, leaf.request, signer, now);
  const condition =
    unfit === undefined || row.condition === 'expired' ? row.condition : 'does not fit';
  return { ...row, ...names, condition, remark: unfit };
}

const EMPTY = {
  subject: '',
  dnsNames: [],
  ipAddresses: [],
  serialNumber: undefined,
  notAfter: undefined,
  daysLeft: undefined,
};

type FactsRow = Omit<StatusRow, 'kind' | 'name' | 'authority' | 'remark'>;

// A third of ten years would be too early; a rotation with all its clients takes weeks, not years.
const AUTHORITY_NOTICE_MS = 365 * DAY_MS;

function factsRow(facts: CertificateFacts, now: Date, noticeMs?: number): FactsRow {
  const { commonName, organization } = facts.subject;
  const due = renewalDue(facts, now, noticeMs) ? 'renewal due' : 'valid';
  return {
    subject: organization === undefined ? `CN=${commonName}` : `CN=${commonName},O=${organization}`,
    dnsNames: facts.dnsNames,
    ipAddresses: facts.ipAddresses,
    serialNumber: facts.serialNumber,
    notAfter: facts.notAfter.toISOString(),
    daysLeft: daysLeft(facts, now),
    condition: facts.notAfter <= now ? 'expired' : due,
  };
}
