import { kafkaTool, tryClient, writeClientFile } from '../support/clients';
import { runJava } from '../support/java';
import { propertiesOf, saslConnection } from '../support/listeners';
import type { Connection } from '../support/load';
import { expect, expectEqual } from '../support/outcome';
import { nodeClient } from '../support/programs';
import type { Scene } from '../support/suite';
import { isVerbose } from '../support/settings';
import type { GrantsDeployment } from './deployment';
import { FOREIGN, type Probe, aclsOfRow, probesOf, tokenOwners, topicsOf, userOf } from './probes';
import { MONITORED, type Row, type Step } from './row';
import { ROWS } from './rows';

/** What came of a step: nothing to say when it went well. */
interface StepOutcome {
  readonly error?: string;
  readonly refused?: boolean;
}

export const connectionOf = ({ namespace, passwords }: GrantsDeployment, row: string): Connection =>
  saslConnection(namespace, 'scram', userOf(row), passwords[row] ?? '');

const setupOf = ({ passwords }: GrantsDeployment): object => ({
  users: ROWS.map(({ name }) => ({ name: userOf(name), password: passwords[name] })),
  acls: ROWS.flatMap((row) => aclsOfRow(row)),
  topics: [...new Set([...ROWS.flatMap(topicsOf), FOREIGN.TOPIC, MONITORED.topic])],
  emptyTopics: ROWS.flatMap(({ declared = [] }) => declared),
  monitored: MONITORED,
  tokenOwners: tokenOwners(ROWS),
});

const prepared = new WeakSet<GrantsDeployment>();

/** Users, rights and topics of all rows, once for whichever scenario comes first. */
async function prepare(deployment: GrantsDeployment): Promise<void> {
  if (prepared.has(deployment)) return;
  const request = {
    admin: propertiesOf(deployment.admin),
    setup: setupOf(deployment),
    actors: [],
  };
  await runJava(deployment.clients, 'grants', request, 600);
  prepared.add(deployment);
}

interface Acted {
  readonly row: Row;
  readonly probes: readonly Probe[];
  readonly steps: readonly Step[];
}

/** Of each row of the table of grants a principal with just those rights does its work, and is refused everything else. */
export async function everyRow(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const acted: readonly Acted[] = ROWS.map((row) => {
    const probes = probesOf(row);
    return { row, probes, steps: [...row.work, ...probes.map(({ step }) => step)] };
  });
  await prepare(deployment);
  scene.progress.begin('every row');
  const outcomes = (await runJava(
    deployment.clients,
    'grants',
    {
      admin: propertiesOf(deployment.admin),
      actors: acted.map(({ row, steps }) => ({
        properties: propertiesOf(connectionOf(deployment, row.name)),
        steps,
      })),
    },
    1200,
  )) as readonly (readonly StepOutcome[])[];
  const wrong = acted.flatMap((each, index) => wrongOf(each, outcomes[index] ?? []));
  const probes = acted.flatMap((each) => each.probes);
  const allowed = probes.filter((probe) => probe.allowed).length;
  scene.note(
    `${ROWS.length} rows, ${acted.reduce((sum, { row }) => sum + row.work.length, 0)} steps of work; ` +
      `${probes.length} single rights asked for: ${allowed} held, ${probes.length - allowed} refused`,
  );
  if (isVerbose) for (const line of wrong) scene.progress.say(line);
  expectEqual(wrong.slice(0, 20), [], `${wrong.length} steps went otherwise than the table says`);
}

function wrongOf({ row, probes, steps }: Acted, outcomes: readonly StepOutcome[]): string[] {
  return steps.flatMap((step, index) => {
    const outcome = outcomes[index] ?? { error: 'not tried' };
    const text = `${row.name}: ${JSON.stringify(step)}: ${outcome.error ?? 'was let in'}`;
    const probe = probes[index - row.work.length];
    if (probe === undefined) return outcome.error === undefined ? [] : [text];
    return (outcome.refused === true) === probe.allowed ? [text] : [];
  });
}

type Tool = readonly [what: string, row: string, tool: string, args: string, expected: RegExp];

const GROUPS = 'kafka-consumer-groups';

/** Rows with Kafka's own command line: who may, and who may not by one right. */
const TOOLS: readonly Tool[] = [
  [
    'reset offsets',
    'reset-offsets',
    GROUPS,
    '--reset-offsets --to-earliest --execute --group reset-group --topic reset.t',
    /reset-group\s+reset\.t\s+0\s+0/,
  ],
  [
    'reset offsets of another group',
    'reset-offsets',
    GROUPS,
    '--reset-offsets --to-earliest --execute --group foreign-group --topic reset.t',
    /GroupAuthorizationException|Not authorized to access group/,
  ],
  [
    'reset offsets by who may only monitor',
    'monitor',
    GROUPS,
    `--reset-offsets --to-earliest --execute --group ${MONITORED.group} --topic ${MONITORED.topic}`,
    /AuthorizationException|[Nn]ot authorized/,
  ],
  [
    'delete the group without the right',
    'reset-offsets',
    GROUPS,
    '--delete --group reset-group',
    /AuthorizationException|[Nn]ot authorized/,
  ],
  [
    'lag',
    'monitor',
    GROUPS,
    `--describe --group ${MONITORED.group}`,
    /monitored-group\s+monitored\.t\s+0\s+0\s+[1-9]/,
  ],
];

export async function tools(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const { clients } = deployment;
  await prepare(deployment);
  for (const [what, row, tool, args, expected] of TOOLS) {
    scene.progress.begin(what);
    const connection = connectionOf(deployment, row);
    const config = await writeClientFile(
      clients,
      `grants/${row}.properties`,
      connection.properties,
    );
    const { stdout, stderr } = await tryClient(
      clients,
      'kafka',
      `${kafkaTool(tool)} --bootstrap-server ${connection.bootstrapServers} --command-config ${config} ${args}`,
      90,
    );
    expect(expected.test(stdout + stderr), `${what}: ${stdout}${stderr}`);
  }
  await byNode(deployment, scene);
  scene.note(`${TOOLS.length} runs of ${GROUPS}, and a client for Node`);
}

/** A client that shares no code with Kafka's. */
async function byNode(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  scene.progress.begin('Node');
  const { clients, passwords, clusterCa: ca } = deployment;
  const { bootstrapServers } = connectionOf(deployment, 'produce');
  const write = (topic: string): ReturnType<typeof nodeClient> =>
    nodeClient(clients, {
      bootstrapServers: [bootstrapServers],
      topic,
      key: 'key',
      value: 'value',
      tls: { ca },
      sasl: {
        mechanism: 'SCRAM-SHA-512',
        username: userOf('produce'),
        password: passwords['produce'] ?? '',
      },
    });
  const written = await write('produce.t');
  expect(written.ok, `Node writes to produce.t: ${JSON.stringify(written)}`);
  const refused = await write(FOREIGN.TOPIC);
  expect(
    !refused.ok && /authoriz/i.test(refused.error),
    `Node writes to ${FOREIGN.TOPIC}: ${JSON.stringify(refused)}`,
  );
}
