import { factsOf, readPair } from '../../lib/pki/certificates';
import { authorityFile, certificateFile } from '../../lib/pki/draft';
import { addUser, issue, renew, shareAuthority } from '../../lib/pki/operations';
import { PkiError } from '../../lib/pki/problem';
import { secretsOf } from '../../lib/pki/secrets';
import { stateText } from '../../lib/pki/state';
import {
  authority,
  client,
  cluster,
  daysLater,
  happened,
  memoryFolder,
  nodes,
  NOW,
} from './support';

const CLUSTER_CA = 'kafka/orders/cluster-ca';
const NODES = certificateFile('kafka', 'orders-kafka-certs');

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
    return [];
  } catch (cause) {
    if (!(cause instanceof PkiError)) throw cause;
    return cause.problems.map((each) => each.code);
  }
}

describe('issue', () => {
  test('makes authorities and certificates', async () => {
    const draft = await memoryFolder().run((each) => issue(each, [cluster()], NOW));
    expect(happened(draft)).toEqual([
      `made ${CLUSTER_CA}`,
      'made kafka/orders/clients-ca',
      'made kafka/orders-kafka-certs',
      'made kafka/billing',
    ]);
  });

  test('a second time changes nothing', async () => {
    const folder = memoryFolder();
    const first = await folder.run((each) => issue(each, [cluster()], NOW));
    const second = await folder.run((each) => issue(each, [cluster()], daysLater(89)));
    expect(second.changes.size).toBe(0);
    expect(stateText(second.state)).toBe(stateText(first.state));
    expect(secretsOf(second)).toEqual(secretsOf(first));
  });

  test('makes anew only what changed its names', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const certificates = [nodes({ dnsNames: ['kafka.example.com'] }), client('billing')];
    const draft = await folder.run((each) => issue(each, [cluster({ certificates })], NOW));
    expect(happened(draft)).toEqual(['renewed kafka/orders-kafka-certs']);
    expect(factsOf(readPair(folder.files.get(NODES))?.certificate ?? '').dnsNames).toEqual([
      'kafka.example.com',
    ]);
  });

  test('makes anew what has expired', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const draft = await folder.run((each) => issue(each, [cluster()], daysLater(90)));
    expect(happened(draft)).toEqual(['renewed kafka/orders-kafka-certs']);
  });

  test('leaves other clusters as they were', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const draft = await folder.run((each) => issue(each, [cluster({ namespace: 'dev' })], NOW));
    expect(draft.state.clusters.map((each) => each.namespace)).toEqual(['kafka', 'dev']);
    expect(draft.state.authorities).toHaveLength(4);
  });

  test('never makes a lost authority anew', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    folder.files.delete(authorityFile(CLUSTER_CA, 1));
    expect(await codesOf(folder.run((each) => issue(each, [cluster()], NOW)))).toEqual([
      'PkiAuthorityMissing',
    ]);
  });

  test('takes up the keys of a folder whose state was lost', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const again = memoryFolder();
    for (const [path, text] of folder.files) again.files.set(path, text);
    const draft = await again.run((each) => issue(each, [cluster()], NOW));
    expect(happened(draft)).toEqual([]);
  });

  test('keeps an authority whose subject changed and says how to change it', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const authorities = [authority('cluster-ca', { commonName: 'other' }), authority('clients-ca')];
    const draft = await folder.run(async (each) => {
      const problems = await issue(each, [cluster({ authorities })], NOW);
      expect(problems.map((problem) => problem.code)).toEqual(['PkiAuthorityDiffers']);
    });
    expect(happened(draft)).toEqual([]);
  });

  test('warns when certificates are cut to the end of their authority', async () => {
    await memoryFolder().run(async (draft) => {
      const authorities = [authority('cluster-ca', { validityDays: 60 }), authority('clients-ca')];
      const problems = await issue(draft, [cluster({ authorities })], NOW);
      expect(problems.map((problem) => problem.code)).toEqual(['PkiAuthorityEnds']);
    });
  });

  test('refuses to sign with an authority that has ended', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const codes = await codesOf(folder.run((each) => issue(each, [cluster()], daysLater(3651))));
    expect(codes).toEqual(['PkiAuthorityExpired', 'PkiAuthorityExpired']);
  });

  test('refuses two documents of one cluster', async () => {
    const twice = [cluster(), cluster()];
    expect(await codesOf(memoryFolder().run((each) => issue(each, twice, NOW)))).toEqual([
      'PkiRequestsRepeated',
    ]);
  });
});

describe('a shared authority', () => {
  const SHARED = { commonName: 'clients-ca', organization: 'example', validityDays: 3650 };

  test('signs for every cluster that names it', async () => {
    const folder = memoryFolder();
    await folder.run((each) => shareAuthority(each, 'clients-ca', SHARED, NOW));
    const draft = await folder.run((each) =>
      issue(each, [cluster(), cluster({ namespace: 'dev' })], NOW),
    );
    expect(draft.state.authorities.map((each) => each.id)).toEqual([
      'clients-ca',
      CLUSTER_CA,
      'dev/orders/cluster-ca',
    ]);
  });

  test('refuses nodes of two clusters with one subject', async () => {
    const folder = memoryFolder();
    await folder.run((each) => shareAuthority(each, 'cluster-ca', SHARED, NOW));
    const both = [cluster(), cluster({ namespace: 'dev' })];
    expect(await codesOf(folder.run((each) => issue(each, both, NOW)))).toEqual([
      'PkiSubjectShared',
    ]);
  });

  test('does not replace the authority of a cluster', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const work = folder.run((each) => shareAuthority(each, 'cluster-ca', SHARED, NOW));
    expect(await codesOf(work)).toEqual(['PkiAuthorityTaken']);
  });
});

describe('renew', () => {
  const renewedAt = async (days: number, options: Parameters<typeof renew>[1]) => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    return happened(await folder.run((each) => renew(each, options, daysLater(days))));
  };

  test.each([
    ['nothing before its time', 59, { all: false, beforeMs: undefined }, []],
    [
      'in the last third of the lifetime',
      60,
      { all: false, beforeMs: undefined },
      ['renewed kafka/orders-kafka-certs'],
    ],
    ['nothing outside the given time', 60, { all: false, beforeMs: 86_400_000 }, []],
    [
      'everything on request',
      1,
      { all: true, beforeMs: undefined },
      ['renewed kafka/orders-kafka-certs', 'renewed kafka/billing'],
    ],
  ])('%s', async (_what, days, options, expected) => {
    expect(await renewedAt(days, options)).toEqual(expected);
  });
});

describe('addUser', () => {
  const alice = {
    cluster: 'orders',
    namespace: 'kafka',
    secretNamespace: 'apps',
    request: client('alice'),
  };

  test('makes a certificate that later runs keep', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    expect(happened(await folder.run((each) => addUser(each, alice, NOW)))).toEqual([
      'made apps/alice',
    ]);
    expect(happened(await folder.run((each) => addUser(each, alice, NOW)))).toEqual([]);
    const draft = await folder.run((each) => issue(each, [cluster()], NOW));
    expect(draft.state.users).toEqual([alice]);
  });

  test('does not take the Secret of another certificate', async () => {
    const folder = memoryFolder();
    await folder.run((each) => issue(each, [cluster()], NOW));
    const user = {
      ...alice,
      secretNamespace: 'kafka',
      request: client('mallory', { secret: 'billing' }),
    };
    expect(await codesOf(folder.run((each) => addUser(each, user, NOW)))).toEqual([
      'PkiSecretTaken',
    ]);
  });
});

test('Secrets have the keys that mounts and Strimzi expect', async () => {
  const draft = await memoryFolder().run((each) => issue(each, [cluster()], NOW));
  const shapes = secretsOf(draft).map((each) => [
    each.metadata.name,
    each['type'],
    Object.keys(each['data'] ?? {}),
  ]);
  expect(shapes).toEqual([
    ['billing', 'Opaque', ['ca.crt', 'user.crt', 'user.key']],
    ['orders-clients-ca-cert', 'Opaque', ['ca.crt']],
    ['orders-cluster-ca-cert', 'Opaque', ['ca.crt']],
    ['orders-kafka-certs', 'kubernetes.io/tls', ['ca.crt', 'tls.crt', 'tls.key']],
  ]);
});
