import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { goldenCases } from '../support/golden';
import { ofKind } from '../support/kubernetes';
import { describeWithOracle, oracle } from '../support/oracles';
import { closed } from './support/closed';

const FILE = 'openshift/openapi.json';

/** OpenShift's own description, in which no object has a field that is not described. */
function schemas(): Ajv {
  const document = JSON.parse(readFileSync(oracle(FILE), 'utf8')) as {
    readonly definitions: object;
  };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(closed({ $id: 'openshift', definitions: patched(document.definitions) }) as object);
  return ajv;
}

describeWithOracle(FILE, "OpenShift's schema accepts builds and images of", () => {
  const ajv = schemas();
  const KINDS: Readonly<Record<string, string>> = {
    BuildConfig: 'com.github.openshift.api.build.v1.BuildConfig',
    ImageStream: 'com.github.openshift.api.image.v1.ImageStream',
  };
  const found = goldenCases().flatMap(({ name, manifests }) =>
    manifests
      .filter(({ kind }) => Object.hasOwn(KINDS, kind))
      .map((one) => [`${name} ${one.kind} ${one.metadata.name}`, one] as const),
  );

  test.each(found)('%s', (_, manifest) => {
    const validate = ajv.getSchema(`openshift#/definitions/${KINDS[manifest.kind] ?? ''}`);
    expect([validate?.(manifest), validate?.errors]).toEqual([true, null]);
    expect(validate?.({ ...manifest, colour: 'red' })).toBe(false);
  });
});

describeWithOracle(FILE, "OpenShift's schema accepts the pods of", () => {
  const ajv = schemas();
  const validate = ajv.getSchema('openshift#/definitions/io.k8s.api.core.v1.PodTemplateSpec');

  test.each(goldenCases().map((one) => [one.name, ofKind(one.manifests, 'StatefulSet')] as const))(
    'golden %s',
    (_, sets) => {
      for (const { spec } of sets) {
        expect([validate?.(spec.template), validate?.errors]).toEqual([true, null]);
      }
    },
  );

  test('and not an unknown field', () => {
    const [template] = ofKind(goldenCases()[0]?.manifests ?? [], 'StatefulSet').map(
      ({ spec }) => spec.template,
    );
    expect(validate?.({ ...template, colour: 'red' })).toBe(false);
  });
});

/** Swagger 2 has no word for a number or a text: these types are written as texts there. */
function patched(definitions: object): object {
  return {
    ...definitions,
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
    'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
  };
}
