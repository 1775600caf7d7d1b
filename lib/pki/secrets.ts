import { stringify } from 'yaml';
import type { Manifest } from '../manifest/manifest';
import { byText } from '../util/sort';
import type { PemPair } from './authority';
import { readPair } from './certificates';
import type { Draft } from './draft';
import { authorityId, authorityOf, trustBundle } from './draft';
import { leafFile, leavesOf } from './leaves';
import type { CertificateFormat } from './requests';

interface SecretLayout {
  readonly type: string;
  data(pair: PemPair, trusted: string): Readonly<Record<string, string>>;
}

const LAYOUTS: Readonly<Record<CertificateFormat, SecretLayout>> = {
  tls: {
    type: 'kubernetes.io/tls',
    data: ({ key, certificate }, trusted) => ({
      'ca.crt': trusted,
      'tls.crt': certificate,
      'tls.key': key,
    }),
  },
  user: {
    type: 'Opaque',
    data: ({ key, certificate }, trusted) => ({
      'ca.crt': trusted,
      'user.crt': certificate,
      'user.key': key,
    }),
  },
};

/** Every Secret of the folder, in the order of namespaces and names. */
export function secretsOf(draft: Draft): readonly Manifest[] {
  return [...trustSecrets(draft), ...leafSecrets(draft)].sort((a, b) =>
    byText(orderOf(a), orderOf(b)),
  );
}

function orderOf({ metadata }: Manifest): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Only `ca.crt`: what clients need to trust, without the authority's key. */
function trustSecrets(draft: Draft): readonly Manifest[] {
  return draft.state.clusters.flatMap((cluster) =>
    cluster.authorities.flatMap((request) => {
      const authority = authorityOf(draft.state, authorityId(draft.state, cluster, request.name));
      if (authority === undefined) return [];
      const place = { ...cluster, name: request.certSecret };
      return [secret(place, 'Opaque', { 'ca.crt': trustBundle(draft, authority) })];
    }),
  );
}

function leafSecrets(draft: Draft): readonly Manifest[] {
  return leavesOf(draft.state).flatMap((leaf) => {
    const authority = authorityOf(draft.state, leaf.authority);
    const pair = readPair(draft.read(leafFile(leaf)));
    if (authority === undefined || pair === undefined) return [];
    const layout = LAYOUTS[leaf.request.format];
    const place = { ...leaf, namespace: leaf.secretNamespace, name: leaf.request.secret };
    return [secret(place, layout.type, layout.data(pair, trustBundle(draft, authority)))];
  });
}

interface Place {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

function secret(place: Place, type: string, data: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: place.name,
      namespace: place.namespace,
      labels: {
        'app.kubernetes.io/name': 'kafka',
        'app.kubernetes.io/instance': place.cluster,
        'app.kubernetes.io/part-of': place.cluster,
        'app.kubernetes.io/managed-by': 'cdk8s-kafka',
      },
    },
    type,
    data: Object.fromEntries(
      Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    ),
  };
}

/** File name to text, one file per namespace. */
export function byNamespace(
  manifests: readonly Manifest[],
  comment: string,
): ReadonlyMap<string, string> {
  const namespaces = [...new Set(manifests.map((each) => each.metadata.namespace ?? 'default'))];
  return new Map(
    namespaces.map((namespace) => {
      const own = manifests.filter((each) => (each.metadata.namespace ?? 'default') === namespace);
      // No folding: kubectl reads it, and base64 over several lines is hard to compare.
      const documents = own.map((each) => stringify(each, { lineWidth: 0 }));
      return [`${namespace}.yaml`, `# ${comment}\n${documents.join('---\n')}`];
    }),
  );
}
