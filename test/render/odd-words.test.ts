import fc from 'fast-check';
import { complete } from '../../lib/model/complete';
import { EMPTY_POD_TEMPLATE } from '../../lib/model/pools';
import { renderManifests } from '../../lib/render/manifests';
import type { ClusterSpec } from '../../lib/spec/cluster';
import type { NodePoolSpec } from '../../lib/spec/node-pool';
import { validate } from '../../lib/validate/rule';
import { CLUSTER_RULES } from '../../lib/validate/rules';
import { clusterSpec, controllers, jvm, listener, pool } from '../support/build';
import { LAWS } from './laws';

const word = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(
    'a.b',
    'a b',
    'é',
    '\\',
    ' x',
    '#x',
    '"',
    "'",
    '${env:X}',
    '$HOME',
    'x;y',
    'x,y',
    '-',
  ),
);
const name = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([-a-z0-9.]{0,60}[a-z0-9])?$/),
  fc.constantFrom('a'.repeat(50), 'a'.repeat(63), 'a.b', '0a', 'node', 'run', 'kafka'),
);

/** What somebody might write in one place, odd as it may be: a change of a good cluster. */
const changes: readonly fc.Arbitrary<Partial<ClusterSpec>>[] = [
  name.map((cluster) => ({ name: cluster })),
  name.map((namespace) => ({ namespace })),
  name.map((said) => brokers({ name: said })),
  fc.integer({ min: -1, max: 2 ** 31 }).map((firstNodeId) => brokers({ firstNodeId })),
  word.map((rack) => brokers({ rack: { kind: 'literal', rack } })),
  word.map((label) => brokers({ rack: { kind: 'podLabel', label } })),
  fc.tuple(name, word, word).map(([secretName, key, user]) => ({
    listeners: [
      listener({
        tls: { kind: 'clusterCa' },
        authentication: { kind: 'plain', users: { [user]: { secretName, key } } },
      }),
    ],
  })),
  fc.tuple(name, word, fc.stringMatching(/^[a-z0-9]{1,12}$/)).map(([secretName, key, said]) => ({
    listeners: [
      listener({ name: said, tls: { kind: 'secret', secretName, certificate: 'tls.crt', key } }),
    ],
  })),
  word.map((user) => ({ authorization: { kind: 'acl', superUsers: [user] } })),
  fc
    .tuple(word, word)
    .map(([key, value]) => ({ jvm: jvm({ systemProperties: { [key]: value } }) })),
  fc.tuple(word, word).map(([key, value]) => ({ jvm: jvm({ xx: { [key]: value } }) })),
  word.map((logger) => ({ logging: { rootLevel: undefined, loggers: { [logger]: 'INFO' } } })),
  fc.tuple(word, word).map(([key, value]) => ({
    config: { [`own.${key}`]: value },
    additionalConfigPrefixes: ['own.'],
  })),
  fc.tuple(word, word).map(([key, value]) => ({
    podTemplate: { ...EMPTY_POD_TEMPLATE, env: { [key]: value }, labels: { [key]: value } },
  })),
  name.map((volume) => ({
    podTemplate: {
      ...EMPTY_POD_TEMPLATE,
      volumes: [{ name: volume, emptyDir: {} }],
      volumeMounts: [{ name: volume, mountPath: `/mnt/${volume}` }],
      containers: [{ name: volume, image: 'registry.example.com/image:1' }],
    },
  })),
];

const brokers = (said: Partial<NodePoolSpec>): Partial<ClusterSpec> => ({
  nodePools: [controllers(), pool(said)],
});

/** Of Secrets and plugins only their user knows what they hold. */
const AS_SAID = new Set(['configMapsAndSecretsHaveTheirKeys', 'keysAreKnownToTheVersion']);

describe('what no rule has an error against', () => {
  test.each(Object.entries(LAWS).filter(([law]) => !AS_SAID.has(law)))(
    'obeys the law: %s',
    (_, law) => {
      for (const manifests of accepted) expect(law({ manifests, secrets: {} })).toEqual([]);
    },
  );

  test('is a good part of it', () => {
    expect(accepted.length).toBeGreaterThan(60);
  });

  const accepted = changes.flatMap((change, index) =>
    fc
      .sample(change, { numRuns: 25, seed: index })
      .map((said) => clusterSpec(said))
      .filter((spec) =>
        validate(complete(spec), CLUSTER_RULES, spec.said).every((one) => one.severity !== 'error'),
      )
      .map((spec) => renderManifests(complete(spec))),
  );
});
