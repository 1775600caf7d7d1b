import { foundingConfigMapName } from '../../model/names';
import { MIGRATION_STEPS } from '../../spec/migration';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { IssuesError, UsageError } from '../command';
import type { Manifest } from '../../manifest/manifest';
import { manifestsOf } from './desired';
import { judgeMigration, statusText, wrongStep } from './migration-status';
import type {
  LiveMigration,
  MigrationNote,
  MigrationStatus,
  NextStep,
  SaidStep,
  SetState,
} from './migration-status';
import { Kubectl } from './stores';

const CHANGES_PENDING = 3;
const STEP = 'cdk8s-kafka/migration';
const REST = 'cdk8s-kafka/migration-rest';
const DIRECTORIES = 'cat /var/lib/kafka/data*/kafka-log*/meta.properties';

/** Exit code 0: complete; 3: under way; 1: what `--next` names must not be applied now. */
export async function migrationStatus(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const kubectl = new Kubectl(input.textOf('namespace'));
  const status = judgeMigration(await live(kubectl, input.textOf('cluster')));
  context.io.result(input.flag('json') ? JSON.stringify(status, undefined, 2) : statusText(status));
  const wanted = await wantedStep(input, context.cwd);
  if (wanted === undefined) return status.waitsFor.length > 0 ? CHANGES_PENDING : 0;
  refuseOthers(status, wanted);
  return 0;
}

/** What is to be applied: the program of `--app`, or the step alone. */
async function wantedStep(input: CommandInput, cwd: string): Promise<SaidStep | undefined> {
  const app = input.text('app');
  const next = input.text('next') as NextStep | undefined;
  if (app === undefined) return next && { name: next, rest: undefined };
  const name = foundingConfigMapName(input.textOf('cluster'));
  const found = (await manifestsOf(app, cwd)).find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name,
  );
  if (found === undefined) throw new UsageError(`the manifests have no ConfigMap ${name}`);
  return saidIn(found.metadata);
}

const saidIn = ({ annotations = {} }: Manifest['metadata']): SaidStep => ({
  name: MIGRATION_STEPS.find((step) => step === annotations[STEP]) ?? 'none',
  rest: annotations[REST],
});

function refuseOthers(status: MigrationStatus, wanted: SaidStep): void {
  const { step, rest, next, waitsFor } = status;
  const [first] = waitsFor;
  const name = step ?? 'none';
  // Of a step alone, without its program, the rest is not known.
  if (wanted.rest !== undefined && wanted.name === name) return;
  if (!next.includes(wanted.name)) {
    throw refused(
      'MigrationStepOrder',
      `step '${wanted.name}' must not be applied after '${name}' now; allowed are ${next.length === 0 ? 'none' : next.join(', ')}`,
      first === undefined ? 'take the steps in their order' : `wait until it is complete: ${first}`,
    );
  }
  const wrong = wanted.rest === undefined ? undefined : wrongStep({ name, rest }, wanted);
  if (wrong !== undefined) {
    throw refused('MigrationStepNotAlone', wrong, 'change nothing but the step');
  }
}

const refused = (code: string, message: string, fix: string): IssuesError =>
  new IssuesError([
    {
      code,
      severity: 'error',
      message,
      path: undefined,
      prop: 'migration',
      fix,
      origin: undefined,
    },
  ]);

async function live(kubectl: Kubectl, cluster: string): Promise<LiveMigration> {
  const { metadata, data } = await kubectl.get('configmap', foundingConfigMapName(cluster));
  const note = data?.['migration'];
  const sets = await kubectl.list(
    'statefulsets',
    `app.kubernetes.io/name=kafka,app.kubernetes.io/instance=${cluster}`,
  );
  const taken = data?.['migrationStep'];
  return {
    step: MIGRATION_STEPS.find((step) => step === metadata.annotations?.[STEP]),
    rest: metadata.annotations?.[REST],
    taken: taken === undefined ? undefined : takenOf(JSON.parse(taken) as SaidStep),
    note: note === undefined ? undefined : (JSON.parse(note) as MigrationNote),
    sets: sets.map(setState),
    clusterId: await clusterId(kubectl, cluster),
  };
}

/** The nodes note a program without a migration by an empty name. */
const takenOf = ({ name, rest }: SaidStep): SaidStep => ({
  name: MIGRATION_STEPS.find((step) => step === name) ?? 'none',
  rest,
});

type Numbers = Readonly<Record<string, number | undefined>>;

function setState(one: Awaited<ReturnType<Kubectl['list']>>[number]): SetState {
  const {
    metadata,
    spec = {},
    status = {},
  } = one as typeof one & {
    readonly spec?: Numbers;
    readonly status?: Numbers;
  };
  return {
    name: metadata.name,
    wanted: spec['replicas'] ?? 1,
    ready: status['readyReplicas'] ?? 0,
    updated: status['updatedReplicas'] ?? 0,
    isCurrent: (status['observedGeneration'] ?? 0) >= (metadata.generation ?? 0),
  };
}

/** As a broker has it on its disk: on ZooKeeper nothing else knows it. */
async function clusterId(kubectl: Kubectl, cluster: string): Promise<string | undefined> {
  const [pod] = await kubectl.list(
    'pods',
    `app.kubernetes.io/instance=${cluster},cdk8s-kafka/broker=true`,
  );
  if (pod === undefined) return undefined;
  const text = await kubectl.exec(pod.metadata.name, 'kafka', DIRECTORIES).catch(() => undefined);
  return text === undefined ? undefined : /^cluster\.id=(.+)$/m.exec(text)?.[1];
}
