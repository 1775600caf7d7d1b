import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Admin, ConfigOverride } from '../../reconcile/admin';
import { THROTTLES } from '../../reconcile/objects';
import { byText } from '../../util/sort';
import type { CommandContext, CommandInput, ExitCode } from '../command';
import { connectionOptions } from './client-properties';
import type { Imported } from './import-text';
import { programOf } from './import-text';

/** Reads all that a program can declare. Kafka's own topics and secret values stay out. */
export async function readImported(admin: Admin, bootstrapServers: string): Promise<Imported> {
  const { clusterId } = await admin.describeCluster();
  const described = (await admin.describeTopics())
    .filter(({ internal, name }) => !internal && !name.startsWith('__'))
    .toSorted((a, b) => byText(a.name, b.name));
  const names = described.map(({ name }) => name);
  const configs =
    names.length > 0 ? await admin.describeTopicConfigs(names) : new Map<string, []>();
  const topics = described.map(({ name, partitions }) => ({
    name,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicas.length ?? 1,
    config: Object.fromEntries(
      (configs.get(name) ?? []).flatMap((one) => (isOwn(one) ? [[one.name, one.value ?? '']] : [])),
    ),
  }));
  const { acls } = await admin.describeAcls();
  return {
    bootstrapServers,
    clusterId,
    topics,
    credentials: await admin.describeScramCredentials(),
    quotas: (await admin.describeQuotas()).toSorted((a, b) =>
      byText(JSON.stringify(a.entity), JSON.stringify(b.entity)),
    ),
    acls,
  };
}

/** Whether a program can say it: a reassignment under way sets other overrides, and some values nobody is told. */
const isOwn = ({ name, value, sensitive, readOnly }: ConfigOverride): boolean =>
  value !== undefined && !sensitive && !readOnly && !THROTTLES.includes(name);

/** Writes the program that declares a live cluster, and says what it leaves out. */
export async function importCluster(
  input: CommandInput,
  { io, cwd }: CommandContext,
): Promise<ExitCode> {
  const servers = input.textOf('bootstrap');
  // When it is needed: it is the larger part of the start-up of this program.
  const { PlatformaticAdmin } = await import('../../admin/platformatic-admin.js');
  const admin = new PlatformaticAdmin(
    connectionOptions(servers.split(','), input.text('commandConfig'), cwd),
  );
  try {
    const { text, omitted } = programOf(await readImported(admin, servers));
    for (const each of omitted) io.note(`left out: ${each}`);
    const out = input.text('out');
    if (out !== undefined) writeFileSync(resolve(cwd, out), text);
    if (input.flag('json')) io.result(JSON.stringify({ program: text, omitted }, undefined, 2));
    else io.result(out === undefined ? text.trimEnd() : `the program is in ${out}`);
    return 0;
  } finally {
    await admin.close();
  }
}
