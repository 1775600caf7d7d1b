// What the engine takes to apply so many topics, and to compare them, against a Kafka in memory: time of the processors, so that
// what else the machine does hardly counts.
// npx tsx bench/engine.ts [topics...]
import { cpus, loadavg } from 'node:os';
import { planNow } from '../lib/reconcile/apply';
import { World, intent } from '../test/reconcile/support';
import { manyObjects } from '../test/support/many-objects';

const said = process.argv.slice(2).map(Number);
const SIZES = said.length > 0 ? said : [1000, 2000, 5000, 10_000];
const ROUNDS = 5;

interface Figures {
  readonly apply: number;
  readonly drift: number;
  readonly requests: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

async function once(topics: number): Promise<Figures> {
  const size = { topics, partitions: 12, replicationFactor: 3, acls: topics * 10, users: 500 };
  const state = manyObjects('bench', size);
  const world = new World();
  const start = process.cpuUsage();
  const report = await world.run(state);
  const apply = milliseconds(process.cpuUsage(start));
  if (report.failed.length + report.held.length > 0) throw new Error('something was not made');
  world.admin.calls.length = 0;
  const before = process.cpuUsage();
  const { plan } = await planNow(intent(state), world.ports());
  if (plan.changes.length > 0) throw new Error('the plan is not empty');
  return {
    apply,
    drift: milliseconds(process.cpuUsage(before)),
    requests: world.admin.calls.length,
  };
}

async function main(): Promise<void> {
  console.log(
    `${process.version}, ${cpus()[0]?.model ?? ''}, load ${loadavg()[0]?.toFixed(1) ?? ''}\n`,
  );
  console.log(
    '| topics | ACLs | apply ms | per topic µs | drift check ms | per topic µs | requests |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const topics of SIZES) {
    const all: Figures[] = [];
    for (let round = 0; round < ROUNDS; round++) all.push(await once(topics));
    const apply = median(all.map((each) => each.apply));
    const drift = median(all.map((each) => each.drift));
    const each = (taken: number): string => ((taken * 1000) / topics).toFixed(0);
    console.log(
      `| ${topics} | ${topics * 10} | ${apply.toFixed(0)} | ${each(apply)} | ${drift.toFixed(0)} | ${each(drift)} | ${all[0]?.requests ?? 0} |`,
    );
  }
}

void main();
