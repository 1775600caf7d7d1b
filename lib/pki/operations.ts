import type { Subject } from './authority';
import { makeAuthority } from './authority';
import { factsOf, isoDay, renewalDue } from './certificates';
import type { ClusterPlace, Draft } from './draft';
import {
  authorityFile,
  authorityId,
  authorityOf,
  authorityPair,
  withAuthority,
  writePair,
} from './draft';
import { endingAuthorities, leafName, leavesOf, settleLeaves } from './leaves';
import type { Problem } from './problem';
import { error, PkiError, refuse, warning } from './problem';
import type { AuthorityRequest, ClusterRequests } from './requests';
import type { PkiState, UserState } from './state';

/** Makes what the manifests' requests lack. Clusters that are not among the requests stay as they are. */
export async function issue(
  draft: Draft,
  requests: readonly ClusterRequests[],
  now: Date,
): Promise<readonly Problem[]> {
  refuse(repeatedClusters(requests));
  const isAsked = (each: ClusterPlace): boolean =>
    requests.some((one) => one.cluster === each.cluster && one.namespace === each.namespace);
  const others = draft.state.clusters.filter((each) => !isAsked(each));
  draft.state = { ...draft.state, clusters: [...others, ...requests] };
  const differing: Problem[] = [];
  for (const cluster of requests) {
    for (const authority of cluster.authorities) {
      differing.push(...(await settleAuthority(draft, cluster, authority, now)));
    }
  }
  await settleLeaves(draft, now);
  return [...differing, ...endingAuthorities(draft, now)];
}

/** Makes certificates anew before they end. */
export async function renew(
  draft: Draft,
  options: { readonly all: boolean; readonly beforeMs: number | undefined },
  now: Date,
): Promise<readonly Problem[]> {
  await settleLeaves(draft, now, (_leaf, facts) => {
    if (options.all) return 'all were asked for';
    return renewalDue(facts, now, options.beforeMs)
      ? `it would end on ${isoDay(facts.notAfter)}`
      : undefined;
  });
  return endingAuthorities(draft, now);
}

/** A client certificate that no manifest asks for. */
export async function addUser(
  draft: Draft,
  user: UserState,
  now: Date,
): Promise<readonly Problem[]> {
  const name = `${user.secretNamespace}/${user.request.secret}`;
  const present = leavesOf(draft.state).find((leaf) => leafName(leaf) === name);
  if (present !== undefined && present.request.commonName !== user.request.commonName) {
    throw new PkiError([
      error(
        'PkiSecretTaken',
        `Secret '${name}' holds the certificate of 'CN=${present.request.commonName}'`,
        { path: name, fix: 'choose another Secret: --secret NAMESPACE/NAME' },
      ),
    ]);
  }
  if (present?.askedBy !== 'manifests') {
    const others = draft.state.users.filter(
      (each) => `${each.secretNamespace}/${each.request.secret}` !== name,
    );
    draft.state = { ...draft.state, users: [...others, user] };
  }
  await settleLeaves(draft, now);
  return endingAuthorities(draft, now);
}

/** An authority that all clusters of the folder use which ask for one of this name. */
export async function shareAuthority(
  draft: Draft,
  name: string,
  making: Subject & { readonly validityDays: number },
  now: Date,
): Promise<void> {
  const own = draft.state.authorities.filter((each) => each.id.endsWith(`/${name}`));
  refuse(
    own.map(({ id }) =>
      error(
        'PkiAuthorityTaken',
        `cluster authority '${id}' exists, a shared '${name}' would replace it`,
        {
          path: id,
          fix: 'use another folder for the clusters that share it',
        },
      ),
    ),
  );
  if (authorityOf(draft.state, name) !== undefined) {
    draft.events.push({ action: 'kept', kind: 'authority', name, reason: undefined });
    return;
  }
  await makeFirstGeneration(draft, name, making, now);
}

async function settleAuthority(
  draft: Draft,
  cluster: ClusterRequests,
  request: AuthorityRequest,
  now: Date,
): Promise<readonly Problem[]> {
  const id = authorityId(draft.state, cluster, request.name);
  const present = authorityOf(draft.state, id);
  if (present === undefined) {
    await makeFirstGeneration(draft, id, request, now);
    return [];
  }
  draft.events.push({ action: 'kept', kind: 'authority', name: id, reason: undefined });
  if (id === request.name || sameSubject(present, request)) return [];
  // The next generation takes it over; the present one cannot change under the clients that trust it.
  const { commonName, organization, validityDays } = request;
  draft.state = withAuthority(draft.state, { ...present, commonName, organization, validityDays });
  return [
    warning('PkiAuthorityDiffers', `authority '${id}' keeps its subject until it is rotated`, {
      path: id,
      fix: `run: cdk8s-kafka pki rotate-ca ${id} --stage 1`,
    }),
  ];
}

function sameSubject(a: Subject, b: Subject): boolean {
  return a.commonName === b.commonName && a.organization === b.organization;
}

async function makeFirstGeneration(
  draft: Draft,
  id: string,
  { commonName, organization, validityDays }: Subject & { readonly validityDays: number },
  now: Date,
): Promise<void> {
  const subject = { commonName, organization };
  const found = adopt(draft, id, subject);
  if (!found) {
    const algorithm = draft.state.keyAlgorithm;
    const pair = await makeAuthority(subject, validityDays, { algorithm, now });
    writePair(draft, authorityFile(id, 1), pair);
  }
  draft.state = withAuthority(draft.state, {
    id,
    commonName,
    organization,
    validityDays,
    trusted: [1],
    signing: 1,
  });
  const until = isoDay(factsOf(authorityPair(draft, id, 1).certificate).notAfter);
  const action = found ? 'kept' : 'made';
  draft.events.push({ action, kind: 'authority', name: id, reason: `valid until ${until}` });
}

/** Whether the folder has the authority's key already: after a crash, or when the state file was lost. */
function adopt(draft: Draft, id: string, subject: Subject): boolean {
  const path = authorityFile(id, 1);
  if (draft.read(path) === undefined) return false;
  if (sameSubject(factsOf(authorityPair(draft, id, 1).certificate).subject, subject)) return true;
  throw new PkiError([
    error('PkiAuthorityUnknown', `'${path}' is the key of another authority than '${id}'`, {
      path,
      fix: 'restore state.json from a backup, or move the file out of the folder',
    }),
  ]);
}

function repeatedClusters(requests: readonly ClusterRequests[]): readonly Problem[] {
  const names = requests.map((each) => `${each.namespace}/${each.cluster}`);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) =>
    error('PkiRequestsRepeated', `cluster '${name}' has more than one ConfigMap of requests`, {
      path: name,
      fix: 'remove the manifests of an earlier synth from the folder',
    }),
  );
}

/** The cluster a user is meant for: the only one, or the one that is named. */
export function clusterFor(
  state: PkiState,
  wanted: { readonly cluster: string | undefined; readonly namespace: string | undefined },
): ClusterRequests {
  const fitting = state.clusters.filter(
    (each) =>
      (wanted.cluster === undefined || each.cluster === wanted.cluster) &&
      (wanted.namespace === undefined || each.namespace === wanted.namespace),
  );
  const [only, second] = fitting;
  if (only !== undefined && second === undefined) return only;
  const known = state.clusters.map((each) => `${each.namespace}/${each.cluster}`);
  throw new PkiError([
    only === undefined
      ? error(
          'PkiClusterUnknown',
          `the folder has no such cluster, known are: ${known.join(', ') || 'none'}`,
          {
            fix: 'run first: cdk8s-kafka pki issue --manifests DIR',
          },
        )
      : error('PkiClusterAmbiguous', `the folder has several clusters: ${known.join(', ')}`, {
          fix: 'name one with --cluster and --namespace',
        }),
  ]);
}
