import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/manifest/manifest';
import { goldenCases } from '../support/golden';
import { describeWithOracle, oracle } from '../support/oracles';
import { closed } from './support/closed';

interface Crd {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

type Schema = Readonly<Record<string, unknown>>;

function validators(file: string): Readonly<Record<string, ValidateFunction>> {
  const { spec } = parse(readFileSync(oracle(`crds/${file}`), 'utf8')) as Crd;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return Object.fromEntries(
    spec.versions.map(({ name, schema }) => [
      `${spec.group}/${name} ${spec.names.kind}`,
      ajv.compile(withMetadata(closed(schema.openAPIV3Schema) as Schema)),
    ]),
  );
}

/** A CRD says of the metadata only that there is some. */
function withMetadata(schema: Schema): Schema {
  const { properties } = schema as { readonly properties: Schema };
  return { ...schema, properties: { ...properties, metadata: { type: 'object' } } };
}

describeWithOracle(
  'crds',
  'schemas of cert-manager, External Secrets Operator and Prometheus Operator accept',
  () => {
    const known = {
      ...validators('cert-manager-certificates.yaml'),
      ...validators('cert-manager-issuers.yaml'),
      ...validators('external-secrets-externalsecrets.yaml'),
      ...validators('external-secrets-passwords.yaml'),
      ...validators('monitoring-podmonitors.yaml'),
    };
    const problems = (manifest: Manifest): readonly string[] => {
      const validate = known[`${manifest.apiVersion} ${manifest.kind}`];
      if (validate === undefined) return [`no schema of ${manifest.apiVersion} ${manifest.kind}`];
      return validate(manifest)
        ? []
        : (validate.errors ?? []).map(
            ({ instancePath, message = '' }) => `${instancePath} ${message}`,
          );
    };

    const ours = goldenCases().map(
      (one) =>
        [
          one.name,
          one.manifests.filter(({ apiVersion }) =>
            /(cert-manager|external-secrets|monitoring\.coreos)\.(io|com)\//.test(apiVersion),
          ),
        ] as const,
    );

    test.each(ours.filter(([, manifests]) => manifests.length > 0))('golden %s', (_, manifests) => {
      expect(manifests.flatMap(problems)).toEqual([]);
    });

    test('and not an unknown field, or a wrong value', () => {
      const [certificate] = ours
        .flatMap(([, manifests]) => manifests)
        .filter(({ kind }) => kind === 'Certificate');
      const spec = certificate?.['spec'] as object;
      const broken = {
        ...certificate,
        spec: { ...spec, secret: 'x', duration: 90 },
      } as unknown as Manifest;
      expect(problems(broken)).toEqual([
        '/spec must NOT have additional properties',
        '/spec/duration must be string',
      ]);
    });
  },
);
