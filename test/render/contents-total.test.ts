import fc from 'fast-check';
import type { ContentsModel } from '../../lib/model/contents-model';
import { completeContents } from '../../lib/model/contents';
import { bindUser } from '../../lib/model/user-binding';
import { completeReconciler } from '../../lib/model/reconciler';
import { boundPod } from '../../lib/render/manifests/bound-workload';
import { leafRequests } from '../../lib/render/manifests/leaf-requests';
import { reconcilerManifests } from '../../lib/render/manifests/reconciler';
import { userObjects } from '../../lib/render/manifests/users';
import type { ContentsSpec } from '../../lib/spec/contents';
import type { ReconcilerSpec } from '../../lib/spec/reconciler';
import { validate } from '../../lib/validate/rule';
import { CONTENTS_RULES } from '../../lib/validate/rules/contents';
import { binding } from '../acl/support';
import { ELSEWHERE, FACTS, limits, said } from '../support/contents';

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', 'a', '*', 'a.b', 'a_b', '__proto__', 'constructor', 'a\nb', 'A'.repeat(300)),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 20_000 }),
  fc.constantFrom(NaN, Infinity, 0.5, 2 ** 53),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const place = text.map((path) => said(path));
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 4 });

const password = fc.oneof(
  fc.record({ kind: fc.constant('secret' as const), secretName: text, key: text }),
  fc.record({
    kind: fc.constant('externalSecret' as const),
    storeName: text,
    storeKind: fc.constantFrom('SecretStore' as const, 'ClusterSecretStore' as const),
    remoteKey: text,
    remoteProperty: maybe(text),
    refreshSeconds: maybe(number),
  }),
  fc.record({ kind: fc.constant('generator' as const), length: maybe(number) }),
  fc.record({ kind: fc.constant('generated' as const), length: maybe(number) }),
);
const authentication = fc.oneof(
  fc.record({
    kind: fc.constant('tls' as const),
    validitySeconds: maybe(number),
    renewBeforeSeconds: maybe(number),
  }),
  fc.record({
    kind: fc.constant('scram' as const),
    mechanism: fc.constantFrom('SCRAM-SHA-256' as const, 'SCRAM-SHA-512' as const),
    iterations: maybe(number),
    password,
  }),
  fc.record({ kind: fc.constant('external' as const), principal: text }),
);
const quotas = fc
  .record({ requestPercentage: maybe(number), connectionCreationRate: maybe(number) })
  .map((said) => limits(said));
const acl = fc
  .tuple(binding, text)
  .map(([one, reason]) => ({ ...one, origins: [{ reason, path: 'app', origin: undefined }] }));

const secretKey = fc.record({ secretName: text, key: text });

/** Anything that the types allow. */
const contentsSpec: fc.Arbitrary<ContentsSpec> = fc.record({
  topics: few(
    fc.record({
      name: text,
      partitions: maybe(number),
      replicationFactor: maybe(number),
      config: fc.dictionary(
        fc.oneof(text, fc.constantFrom('min.insync.replicas', 'retention.ms')),
        text,
      ),
      removal: fc.constantFrom('retain' as const, 'delete' as const, undefined),
      paused: maybe(fc.boolean()),
      said: place,
    }),
  ),
  topicReferences: few(text),
  users: few(
    fc.record({
      name: text,
      authentication,
      secretName: maybe(text),
      quotas: maybe(quotas),
      paused: maybe(fc.boolean()),
      said: place,
    }),
  ),
  quotas: few(
    fc.record({
      entity: fc.oneof(fc.record({ user: fc.option(text) }), fc.record({ ip: fc.option(text) })),
      quotas,
      paused: maybe(fc.boolean()),
      said: place,
    }),
  ),
  acls: few(acl),
  refusedGrants: few(fc.record({ acls: few(acl), said: place })),
  strays: few(
    fc.record({
      what: text,
      reason: text,
      home: fc.record({ cluster: text, said: fc.option(place, { nil: undefined }) }),
      said: place,
    }),
  ),
  connectClusters: few(
    fc.record({
      name: text,
      groupId: text,
      configTopic: text,
      restUrl: text,
      access: maybe(
        fc.record({
          cas: few(secretKey),
          user: maybe(fc.record({ username: secretKey, password: secretKey })),
        }),
      ),
      certificate: maybe(fc.record({ secretName: text, commonName: text, dnsNames: few(text) })),
      said: place,
    }),
  ),
  connectors: few(
    fc.record({
      name: text,
      connect: text,
      restUrl: text,
      connectorClass: text,
      tasksMax: maybe(number),
      config: fc.dictionary(text, text),
      state: fc.constantFrom('running' as const, 'stopped' as const, undefined),
      maxRestarts: maybe(number),
      removal: fc.constantFrom('retain' as const, 'delete' as const, undefined),
      offsets: maybe(
        fc.record({
          kind: fc.constantFrom('reset' as const, 'alter' as const),
          request: text,
          positions: few(
            fc.record({
              partition: fc.dictionary(text, fc.anything()),
              offset: fc.constant(null),
            }),
          ),
        }),
      ),
      said: place,
    }),
  ),
  streamsApplications: few(
    fc.record({ applicationId: text, principal: text, inputs: few(text), said: place }),
  ),
});

const reconciler: ReconcilerSpec | undefined = undefined;

/** All that is made of contents. */
function madeOf(contents: ContentsModel): unknown {
  const { cluster, users } = contents;
  const model = completeReconciler(reconciler, cluster);
  const nothing = { listener: undefined, mountPath: undefined, containers: undefined };
  return [
    validate(contents, CONTENTS_RULES, said('app')),
    model && reconcilerManifests(model, contents, 2),
    leafRequests(contents, true),
    users.map((user) => userObjects(user, cluster)),
    users.map((user) => {
      const bound = bindUser(user, cluster, nothing);
      return bound && boundPod(bound);
    }),
  ];
}

test.each([
  ['of the program', FACTS],
  ['of elsewhere', ELSEWHERE],
])('whatever is said of a cluster %s, there is an answer, and always the same', (_, facts) => {
  fc.assert(
    fc.property(contentsSpec, (spec) => {
      const one = JSON.stringify(madeOf(completeContents(spec, facts, reconciler)));
      expect(JSON.stringify(madeOf(completeContents(spec, facts, reconciler)))).toBe(one);
    }),
    { numRuns: 150 },
  );
});
