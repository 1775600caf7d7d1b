import { foundingConfigMapName } from '../../model/names';
import { MIGRATION_STEPS } from '../../spec/migration';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { IssuesError } from '../command';
import { judgeMigration, statusText } from './migration-status';
import type { LiveMigration, MigrationNote, MigrationStatus, SetState } from './migration-status';
import { Kubectl } from './stores';

const CHANGES_PENDING = 3;
const STEP = 'cdk8s-kafka/migration';
const DIRECTORIES = 'cat /var/lib/kafka/data*/kafka-log*/meta.properties';

/** Exit code 0: complete; 3: under way; 1: what `--next` names must not be applied now. */
export async function migrationStatus(
  input: CommandInput,
  context: CommandContext,
): Promise<ExitCode> {
  const kubectl = new Kubectl(input.textOf('namespace'));
  const status = judgeMigration(await live(kubectl, input.textOf('cluster')));
  context.io.result(input.flag('json') ? JSON.stringify(status, undefined, 2) : statusText(status));
  const next = input.text('next');
  if (next === undefined) return status.waitsFor.length > 0 ? CHANGES_PENDING : 0;
  refuseOthers(status, next);
  return 0;
}

function refuseOthers({ step, next, waitsFor }: MigrationStatus, wanted: string): void {
  if (next.some((one) => one === wanted)) return;
  const [first] = waitsFor;
  throw new IssuesError([
    {
      code: 'MigrationStepOrder',
      severity: 'error',
      message: `step '${wanted}' must not be applied after '${step ?? 'none'}' now; allowed are ${next.length === 0 ? 'none' : next.join(', ')}`,
      path: undefined,
      prop: 'migration',
      fix:
        first === undefined
          ? 'take the steps in their order'
          : `wait until it is complete: ${first}`,
      origin: undefined,
    },
  ]);
}

async function live(kubectl: Kubectl, cluster: string): Promise<LiveMigration> {
  const { metadata, data } = await kubectl.get('configmap', foundingConfigMapName(cluster));
  const note = data?.['migration'];
  const sets = await kubectl.list(
    'statefulsets',
    `app.kubernetes.io/name=kafka,app.kubernetes.io/instance=${cluster}`,
  );
  return {
    step: MIGRATION_STEPS.find((step) => step === metadata.annotations?.[STEP]),
    note: note === undefined ? undefined : (JSON.parse(note) as MigrationNote),
    sets: sets.map(setState),
    clusterId: await clusterId(kubectl, cluster),
  };
}

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
