import { readPair } from '../../lib/pki/certificates';
import type { Draft } from '../../lib/pki/draft';
import { authorityOf, certificateFile, trustBundle } from '../../lib/pki/draft';
import { issue, renew } from '../../lib/pki/operations';
import type { RotationStage } from '../../lib/pki/rotation';
import { findAuthority, rotate } from '../../lib/pki/rotation';
import type { MemoryFolder } from './support';
import { cluster, happened, memoryFolder, NOW, opensslTest, opensslVerifies } from './support';

const ID = 'kafka/orders/cluster-ca';

async function folderAt(...stages: readonly RotationStage[]): Promise<MemoryFolder> {
  const folder = memoryFolder();
  await folder.run((draft) => issue(draft, [cluster()], NOW));
  for (const stage of stages) await folder.run((draft) => rotate(draft, ID, stage, NOW));
  return folder;
}

function bundleOf(draft: Draft): string {
  const authority = authorityOf(draft.state, ID);
  return authority === undefined ? '' : trustBundle(draft, authority);
}

const nodesOf = (draft: Draft): string =>
  readPair(draft.read(certificateFile('kafka', 'orders-kafka-certs')))?.certificate ?? '';

const countOf = (pem: string): number => pem.split('BEGIN CERTIFICATE').length - 1;
const look = (folder: MemoryFolder): Promise<Draft> => folder.run(() => Promise.resolve());

test('stage 1 trusts both and signs nothing anew', async () => {
  const draft = await (await folderAt()).run((each) => rotate(each, ID, 1, NOW));
  expect(happened(draft)).toEqual([`trusted ${ID}`]);
  expect(countOf(bundleOf(draft))).toBe(2);
});

test("stage 2 signs this authority's certificates anew and no others", async () => {
  const draft = await (await folderAt(1)).run((each) => rotate(each, ID, 2, NOW));
  expect(happened(draft)).toEqual(['renewed kafka/orders-kafka-certs']);
  expect(countOf(bundleOf(draft))).toBe(2);
});

test('stage 3 drops the old certificate and its key', async () => {
  const folder = await folderAt(1, 2, 3);
  expect(countOf(bundleOf(await look(folder)))).toBe(1);
  expect([...folder.files.keys()].filter((path) => path.includes(ID))).toEqual([
    `authorities/${ID}/2.pem`,
  ]);
});

test('the next rotation makes the next generation', async () => {
  const folder = await folderAt(1, 2, 3, 1, 2, 3);
  expect(authorityOf((await look(folder)).state, ID)).toMatchObject({ trusted: [3], signing: 3 });
});

opensslTest(
  'at every stage each side trusts what the other shows, before and after the change',
  async () => {
    const folder = await folderAt();
    let before = await look(folder);
    for (const stage of [1, 2, 3] as const) {
      const after = await folder.run((draft) => rotate(draft, ID, stage, NOW));
      const [oldLeaf, oldTrust] = [nodesOf(before), bundleOf(before)];
      expect(await opensslVerifies(nodesOf(after), oldTrust, 'sslserver')).toBe(true);
      expect(await opensslVerifies(oldLeaf, bundleOf(after), 'sslserver')).toBe(true);
      before = draftAsItWas(after);
    }
  },
);

/** Texts of now: the files behind a draft go on changing. */
function draftAsItWas(draft: Draft): Draft {
  const texts = new Map<string, string | undefined>();
  const paths = [1, 2].map((generation) => `authorities/${ID}/${String(generation)}.pem`);
  for (const path of [...paths, certificateFile('kafka', 'orders-kafka-certs')]) {
    texts.set(path, draft.read(path));
  }
  return { ...draft, read: (path) => texts.get(path) };
}

test.each<[RotationStage[], RotationStage, string]>([
  [[], 2, 'is not being rotated, stage 2 is not next: nodes and clients would refuse'],
  [[], 3, 'is not being rotated, stage 3 is not next: nodes and clients would refuse'],
  [
    [1],
    3,
    'stands at stage 1, stage 3 is not next: nodes and clients still show certificates of the old',
  ],
  [[1, 2], 1, 'stands at stage 2, stage 1 is not next: the present rotation has to end first'],
])('after stages %j stage %i is refused', async (stages, stage, message) => {
  const folder = await folderAt(...stages);
  await expect(folder.run((draft) => rotate(draft, ID, stage, NOW))).rejects.toThrow(message);
});

test('repeating a stage changes nothing', async () => {
  const draft = await (await folderAt(1)).run((each) => rotate(each, ID, 1, NOW));
  expect(draft.changes.size).toBe(0);
});

test('issue and renew keep the stage', async () => {
  const folder = await folderAt(1);
  await folder.run((draft) => issue(draft, [cluster()], NOW));
  const draft = await folder.run((each) => renew(each, { all: true, beforeMs: undefined }, NOW));
  expect(authorityOf(draft.state, ID)).toMatchObject({ trusted: [1, 2], signing: 1 });
});

test('an authority is found by its last name, unless two have it', async () => {
  const folder = await folderAt();
  const { state } = await look(folder);
  expect(findAuthority(state, 'cluster-ca').id).toBe(ID);
  expect(() => findAuthority(state, 'other-ca')).toThrow(
    'known are: kafka/orders/cluster-ca, kafka/orders/clients-ca',
  );
  const both = await folder.run((draft) => issue(draft, [cluster({ namespace: 'dev' })], NOW));
  expect(() => findAuthority(both.state, 'cluster-ca')).toThrow('several authorities');
});
