import { byText } from '../util/sort';
import type { Fields } from './fields';
import { isDnsLabel, isDnsSubdomain, readFields } from './fields';
import type { KeyAlgorithm } from './keys';
import { KEY_ALGORITHMS } from './keys';
import type { Problem } from './problem';
import { error, PkiError } from './problem';
import type { CertificateRequest, ClusterRequests } from './requests';
import { certificateOf, isCommonName, requestsOf } from './requests';

/** An authority of the folder; its keys are in files of their own, one per generation. */
export interface AuthorityState {
  /** `<namespace>/<cluster>/<name>`, or the bare name when all clusters of the folder share it. */
  readonly id: string;
  readonly commonName: string;
  readonly organization: string | undefined;
  readonly validityDays: number;
  /** Generations whose certificates are in the trust bundle; two of them during a rotation. */
  readonly trusted: readonly number[];
  /** The generation that signs. */
  readonly signing: number;
}

/** A client certificate asked for on the command line and not by manifests. */
export interface UserState {
  readonly cluster: string;
  /** Namespace of the cluster. */
  readonly namespace: string;
  /** Namespace of the Secret: that of the application. */
  readonly secretNamespace: string;
  readonly request: CertificateRequest;
}

/** What the folder knows besides keys and certificates. No secrets are in it. */
export interface PkiState {
  readonly keyAlgorithm: KeyAlgorithm;
  readonly authorities: readonly AuthorityState[];
  /** The requests as the manifests last made them. */
  readonly clusters: readonly ClusterRequests[];
  readonly users: readonly UserState[];
}

export const STATE_FILE = 'state.json';
const VERSION = 1;

/** Same state, same bytes: lists are sorted, so that a repeated command changes nothing. */
export function stateText(state: PkiState): string {
  const sorted = {
    version: VERSION,
    keyAlgorithm: state.keyAlgorithm,
    authorities: sortedBy(state.authorities, (each) => each.id),
    clusters: sortedBy(state.clusters, (each) => `${each.namespace}/${each.cluster}`),
    users: sortedBy(state.users, (each) => `${each.secretNamespace}/${each.request.secret}`).map(
      ({ request, ...place }) => ({ ...place, ...request }),
    ),
  };
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => byText(key(a), key(b)));
}

export function parseState(text: string, origin: string): PkiState {
  const problems: Problem[] = [];
  const fields = readFields(parseJson(text), '', (prop, message) => {
    problems.push(
      error('PkiStateInvalid', message, {
        origin,
        prop,
        fix: `restore ${STATE_FILE} from a backup of the folder`,
      }),
    );
  });
  const state = fields === undefined ? undefined : stateOf(fields);
  if (state === undefined || problems.length > 0) throw new PkiError(problems);
  return state;
}

function stateOf(fields: Fields): PkiState | undefined {
  if (fields.value('version') !== VERSION) {
    fields.wrong('version', `version ${JSON.stringify(fields.value('version'))} is not known`);
    return undefined;
  }
  return {
    keyAlgorithm: fields.member('keyAlgorithm', KEY_ALGORITHMS),
    authorities: fields.list('authorities').map((each) => authorityStateOf(each)),
    clusters: fields.list('clusters').map((each) => requestsOf(each)),
    users: fields.list('users').map((each) => userStateOf(each)),
  };
}

function authorityStateOf(fields: Fields): AuthorityState {
  const isId = (text: string): boolean => text.split('/').every(isDnsLabel);
  return {
    id: fields.text('id', isId, 'DNS labels separated by /'),
    commonName: fields.text('commonName', isCommonName, '1 to 64 characters'),
    organization: fields.optionalText('organization'),
    validityDays: fields.days('validityDays'),
    trusted: fields.numbers('trusted'),
    signing: fields.number('signing'),
  };
}

function userStateOf(fields: Fields): UserState {
  return {
    cluster: fields.text('cluster', isDnsLabel, 'a DNS label'),
    namespace: fields.text('namespace', isDnsLabel, 'a DNS label'),
    secretNamespace: fields.text('secretNamespace', isDnsSubdomain, 'a namespace'),
    request: certificateOf(fields),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
