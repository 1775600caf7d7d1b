import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from 'sarif';
import { inTemporaryFolder } from '../pki/support';
import type { Ran } from './support';
import { cli } from './support';

const ROOT = resolve(__dirname, '../..');
const TSX = `NODE_PATH=${join(ROOT, 'node_modules')} ${join(ROOT, 'node_modules/.bin/tsx')} --tsconfig ${join(ROOT, 'tsconfig.dev.json')}`;

const program = (body: string): string => `
import { App, Chart } from 'cdk8s';
import { Issues, KafkaCluster, KafkaTopic, NodePool, Storage } from 'cdk8s-kafka';
const app = new App();
const chart = new Chart(app, 'orders', { namespace: 'kafka' });
const cluster = new KafkaCluster(chart, 'orders', {
  nodePools: [NodePool.combined({ replicas: 3, storage: Storage.ephemeral({}) })],
});
${body}
app.synth();
`;
const TOPIC =
  "new KafkaTopic(chart, 'topic', { cluster, topicName: 'orders.v1', replicationFactor: 1 });";
const WRONG = `${TOPIC}\nnew KafkaTopic(chart, 'wrong', { cluster, topicName: 'orders v2', partitions: 0 });`;

interface Done extends Ran {
  readonly files: readonly string[];
}

/** Runs a command line beside `app.ts`; `APP` stands for the command that runs it. */
async function beside(text: string, args: readonly string[]): Promise<Done> {
  return inTemporaryFolder(async (cwd) => {
    writeFileSync(join(cwd, 'app.ts'), text);
    const ran = await cli(
      args.map((each) => (each === 'APP' ? `${TSX} app.ts` : each)),
      { cwd },
    );
    const dist = join(cwd, 'dist');
    return { ...ran, files: existsSync(dist) ? readdirSync(dist) : [] };
  });
}

// Each runs a program of its own.
jest.setTimeout(60_000);

describe('synth', () => {
  test('writes the manifests, and says the warnings with their line', async () => {
    const { exitCode, output, issues, files } = await beside(program(TOPIC), ['synth', 'APP']);
    expect([exitCode, output, files]).toEqual([0, 'dist/orders.k8s.yaml', ['orders.k8s.yaml']]);
    expect(issues).toMatchObject([{ code: 'TopicSoleCopy', severity: 'warning' }]);
    expect(issues[0]?.origin).toMatch(/^app\.ts:\d+:\d+$/);
  });

  test('writes nothing with an error in the program, and says all of them', async () => {
    const { exitCode, codes, files } = await beside(program(WRONG), ['synth', 'APP']);
    expect([exitCode, files]).toEqual([1, []]);
    expect(codes).toEqual(expect.arrayContaining(['TopicNameForm', 'TopicPartitions']));
  });

  test('says what a program threw', async () => {
    const { exitCode, issues } = await beside("throw new Error('of its own');", ['synth', 'APP']);
    expect([exitCode, issues[0]?.code]).toEqual([1, 'SynthFailed']);
    expect(issues[0]?.message).toContain('of its own');
  });
});

describe('check', () => {
  const json = ['check', 'APP', '--format', 'json'];
  const codesOf = ({ output }: Ran): readonly string[] =>
    (JSON.parse(output) as { issues: { code: string }[] }).issues.map(({ code }) => code);

  test('says each issue as JSON', async () => {
    const ran = await beside(program(TOPIC), json);
    expect([ran.exitCode, codesOf(ran)]).toEqual([0, ['TopicSoleCopy']]);
  });

  test('leaves out the warnings that are acknowledged', async () => {
    const known = "Issues.of(chart).acknowledge({ code: 'TopicSoleCopy', reason: 'a test' });";
    const ran = await beside(program(`${TOPIC}\n${known}`), json);
    expect([ran.exitCode, codesOf(ran)]).toEqual([0, []]);
  });

  test('says them as SARIF, at the line of the program', async () => {
    const { exitCode, output, files } = await beside(program(WRONG), [
      'check',
      'APP',
      '--format',
      'sarif',
    ]);
    expect([exitCode, files]).toEqual([1, []]);
    const { runs } = JSON.parse(output) as Log;
    expect(runs[0]?.tool.driver.rules?.map(({ id }) => id)).toContain('TopicNameForm');
    expect(runs[0]?.results).toContainEqual(
      expect.objectContaining({
        ruleId: 'TopicNameForm',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'app.ts' },
              region: { startLine: 10, startColumn: 1 },
            },
            logicalLocations: [{ fullyQualifiedName: 'orders/wrong' }],
          },
        ],
      }),
    );
  });
});
