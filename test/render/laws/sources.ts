import type { Manifest } from '../../../lib/manifest/manifest';
import { ofKind } from '../../support/kubernetes';
import type { Volume } from '../../support/kubernetes';

/** The files of a volume whose keys are known; undefined where they are not the manifests'. */
export function sourcesOf({ configMap, secret, projected }: Volume): readonly {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly path: string }[] | undefined;
}[] {
  const all = [{ configMap, secret }, ...(projected?.sources ?? [])];
  return all.flatMap((source) => [
    ...(source.configMap === undefined
      ? []
      : [
          {
            kind: 'ConfigMap' as const,
            name: nameOf(source.configMap),
            items: source.configMap.items,
          },
        ]),
    ...(source.secret === undefined
      ? []
      : [{ kind: 'Secret' as const, name: nameOf(source.secret), items: source.secret.items }]),
  ]);
}

const nameOf = (source: { readonly name?: string; readonly secretName?: string }): string =>
  source.secretName ?? source.name ?? '';

/** The Secrets that cert-manager, the command line and the reconciler make when they do as the manifests say. */
export function madeSecrets(
  manifests: readonly Manifest[],
): Readonly<Record<string, readonly string[]>> {
  const certificates = ofKind(manifests, 'Certificate').map(
    ({ spec }) => [spec.secretName, ['tls.crt', 'tls.key', 'ca.crt']] as const,
  );
  const issued = requestsOf(manifests).flatMap(({ authorities, certificates: leaves }) => [
    ...authorities.map(({ certSecret }) => [certSecret, ['ca.crt']] as const),
    ...leaves.map(({ secret }) => [secret, ['tls.crt', 'tls.key']] as const),
  ]);
  const generated = manifests
    .filter(
      ({ kind, metadata }) =>
        kind === 'Secret' && metadata.labels?.['app.kubernetes.io/name'] === 'kafka-user',
    )
    .map(({ metadata }) => [metadata.name, ['password', 'sasl.jaas.config']] as const);
  const all: readonly (readonly [string, readonly string[]])[] = [
    ...certificates,
    ...issued,
    ...generated,
  ];
  return Object.fromEntries(all);
}

/** What the command line is asked for. */
export interface Requests {
  readonly authorities: readonly { readonly certSecret: string }[];
  readonly certificates: readonly {
    readonly secret: string;
    readonly dnsNames: readonly string[];
  }[];
}

/** The requests for the command line, of clusters that have them. */
export function requestsOf(manifests: readonly Manifest[]): readonly Requests[] {
  return ofKind(manifests, 'ConfigMap').flatMap(({ data }) =>
    data?.['requests.json'] === undefined ? [] : [JSON.parse(data['requests.json']) as Requests],
  );
}
