import type { PemPair } from './authority';
import { isIntact, pairText, readPair } from './certificates';
import { error, PkiError } from './problem';
import type { AuthorityState, PkiState } from './state';

/**
 * The folder as it will be. Operations work on a draft and the disk is written afterwards, all of it or nothing:
 * an error in the last certificate leaves the first one as it was.
 */
export interface Draft {
  state: PkiState;
  /** What happened, in order. */
  readonly events: Event[];
  read(path: string): string | undefined;
  write(path: string, text: string): void;
  remove(path: string): void;
  /** Path to new text; undefined for a file that goes. */
  readonly changes: ReadonlyMap<string, string | undefined>;
}

export interface Event {
  readonly action: 'made' | 'renewed' | 'kept' | 'removed' | 'trusted';
  readonly kind: 'authority' | 'certificate';
  /** Id of the authority, or `<namespace>/<secret>` of the certificate. */
  readonly name: string;
  readonly reason: string | undefined;
}

export type ReadFile = (path: string) => string | undefined;

export function draftOf(state: PkiState, readFile: ReadFile): Draft {
  const changes = new Map<string, string | undefined>();
  return {
    state,
    events: [],
    changes,
    read: (path) => (changes.has(path) ? changes.get(path) : readFile(path)),
    write: (path, text) => {
      changes.set(path, text);
    },
    remove: (path) => {
      changes.set(path, undefined);
    },
  };
}

export const authorityFile = (id: string, generation: number): string =>
  `authorities/${id}/${String(generation)}.pem`;
export const certificateFile = (namespace: string, secret: string): string =>
  `certificates/${namespace}/${secret}.pem`;

/** Key and certificate of a generation. A lost one is never made anew: every client trusts the lost one. */
export function authorityPair(draft: Draft, id: string, generation: number): PemPair {
  const path = authorityFile(id, generation);
  const pair = readPair(draft.read(path));
  if (pair !== undefined && isIntact(pair)) return pair;
  throw new PkiError([
    error('PkiAuthorityMissing', `the key of authority '${id}' cannot be read from '${path}'`, {
      path,
      fix: 'restore the file from a backup of the folder; clients trust this key, so no other can take its place',
    }),
  ]);
}

export function writePair(draft: Draft, path: string, pair: PemPair): void {
  draft.write(path, pairText(pair));
}

/** The certificates to trust, oldest first. */
export function trustBundle(draft: Draft, authority: AuthorityState): string {
  return authority.trusted
    .map((generation) => authorityPair(draft, authority.id, generation).certificate)
    .join('');
}

export function authorityOf(state: PkiState, id: string): AuthorityState | undefined {
  return state.authorities.find((each) => each.id === id);
}

/** A shared authority of that name wins over the cluster's own. */
export function authorityId(state: PkiState, place: ClusterPlace, name: string): string {
  return authorityOf(state, name) === undefined
    ? `${place.namespace}/${place.cluster}/${name}`
    : name;
}

export interface ClusterPlace {
  readonly namespace: string;
  readonly cluster: string;
}

export function withAuthority(state: PkiState, authority: AuthorityState): PkiState {
  const others = state.authorities.filter((each) => each.id !== authority.id);
  return { ...state, authorities: [...others, authority] };
}
