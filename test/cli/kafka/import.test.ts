import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import * as kafka from 'cdk8s-kafka';
import ts from 'typescript';
import { expand, GRANTS } from '../../../lib/acl';
import { aclKey, aclsOf, topic as named, topicPrefix } from '../../../lib/acl/binding';
import { declared, oneOf } from '../../../lib/cli/kafka/desired';
import { readImported } from '../../../lib/cli/kafka/import-actions';
import { programOf } from '../../../lib/cli/kafka/import-text';
import { planNow } from '../../../lib/reconcile/apply';
import type { DesiredState } from '../../../lib/spec/desired-state';
import { inTemporaryFolder } from '../../pki/support';
import { acl, desired, intent, topic, user, World } from '../../reconcile/support';

const MODULES: Readonly<Record<string, unknown>> = { cdk8s, 'cdk8s-kafka': kafka };

type Main = (require: (name: string) => unknown, exports: object) => void;

/** Runs a program that was written, and reads what it declares. */
async function run(program: string): Promise<DesiredState> {
  let state: DesiredState | undefined;
  await inTemporaryFolder(async (cwd) => {
    const outdir = join(cwd, 'dist');
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    process.env['CDK8S_OUTDIR'] = outdir;
    try {
      const main = compileFunction(outputText, ['require', 'exports']) as Main;
      main((name) => MODULES[name], {});
    } finally {
      delete process.env['CDK8S_OUTDIR'];
    }
    state = oneOf(await declared(outdir, cwd), undefined).desired;
  });
  if (state === undefined) throw new TypeError('nothing was declared');
  return state;
}

const shop = { principal: 'User:shop' };
const billing = { principal: 'User:CN=billing' };
const LIVE = desired({
  topics: [
    topic({ name: 'orders.v1', config: { 'retention.ms': '604800000' } }),
    topic({ name: 'orders-v1', partitions: 1 }),
  ],
  users: [user()],
  quotas: [
    {
      entity: { user: 'shop' },
      quotas: { producer_byte_rate: 10_485_760, request_percentage: 25 },
      paused: undefined,
      path: 'app/shop',
      origin: undefined,
    },
  ],
  acls: [
    acl({ ...shop, resourceName: 'orders.v1' }),
    acl({ ...billing, resourceName: 'orders.v1', operation: 'READ' }),
    acl({ ...billing, resourceType: 'GROUP', resourceName: 'billing', operation: 'READ' }),
    acl({ ...billing, resourceName: 'elsewhere', operation: 'READ' }),
    acl({ ...billing, resourceName: 'audit.', patternType: 'PREFIXED', operation: 'READ' }),
    acl({ ...billing, resourceName: 'orders-v1', permission: 'DENY', host: '10.0.0.1' }),
  ],
});

async function imported(): Promise<{ world: World; program: string; omitted: readonly string[] }> {
  const world = new World();
  await world.run(LIVE);
  const { text, omitted } = programOf(await readImported(world.admin, 'kafka:9092'));
  return { world, program: text, omitted };
}

test('the program of a live cluster has an empty plan', async () => {
  const { world, program } = await imported();
  const state = await run(program);
  const untouched = new World();
  const ports = { admin: world.admin, store: untouched.store };
  const of = { ...intent(state), fingerprints: new Map<string, string>() };
  const { plan } = await planNow(of, ports);
  expect([plan.changes, plan.unmanaged]).toEqual([[], []]);
});

test('the program declares everything that the cluster has', async () => {
  const { program, omitted } = await imported();
  const { topics, users, quotas, acls } = await run(program);
  expect(omitted).toEqual([]);
  expect([topics.length, users.length, quotas.length, acls.length]).toEqual([2, 1, 1, 6]);
});

test('ACLs of a grant become the grant', async () => {
  const { program } = await imported();
  expect(program).toContain('.grants.produce(userShopUser);');
  expect(program).toContain('.grants.consume(userCNBillingUser, { group: "billing" });');
});

test('what nothing refers to gets no constant', async () => {
  const { program } = await imported();
  expect(program).toMatch(/^new kafka\.KafkaTopic\(chart, "topic orders-v1"/m);
});

test('a quota that no size says is left out, and named', async () => {
  const { admin } = new World();
  await admin.alterQuotas([{ entity: { ip: null }, changes: { producer_byte_rate: 1000 } }], false);
  const { omitted } = programOf(await readImported(admin, 'kafka:9092'));
  expect(omitted).toEqual(['quota producer_byte_rate=1000 of {"ip":null}']);
});

describe('a Kafka Streams application', () => {
  const acls = aclsOf(
    expand(GRANTS.streams, {
      applicationId: 'enricher',
      inputs: [named('orders.v1'), topicPrefix('audit.')],
      outputs: [named('enriched')],
      internalTopics: true,
      createsInternalTopics: false,
      repartitions: true,
      exactlyOnce: true,
      reset: true,
    }),
    {
      principal: 'User:shop',
      host: '*',
      origin: { reason: '', path: '', origin: undefined },
    },
  );

  async function programOfApplication(): Promise<string> {
    const { admin } = new World();
    await admin.createAcls(acls);
    return programOf(await readImported(admin, 'kafka:9092')).text;
  }

  test('becomes one again', async () => {
    expect(await programOfApplication()).toContain(
      'new kafka.StreamsApplication(chart, "streams enricher of User:shop", { cluster: cluster, ' +
        'applicationId: "enricher", user: userShopUser, inputs: [ordersV1Topic], outputs: [enrichedTopic], ' +
        'processingGuarantee: kafka.ProcessingGuarantee.EXACTLY_ONCE_V2, createInternalTopics: false, reset: true });',
    );
  });

  test('keeps its rights, those that are about a prefix by rules', async () => {
    const state = await run(await programOfApplication());
    expect(state.acls.map(aclKey).sort()).toEqual(acls.map(aclKey).sort());
  });
});
