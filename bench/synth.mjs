// How long a whole `node` process takes that synthesizes a cluster, and what of it is Node's and cdk8s' own.
// node bench/synth.mjs [runs]; needs build/ (npm run build).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const runs = Number(process.argv[2] ?? 15);

/** What is measured, and by which program. The order is that of the table. */
const programs = [
  ['Node.js alone', 'nothing.cjs'],
  ['cdk8s: one ConfigMap', 'cdk8s-hello.cjs'],
  ['cdk8s-kafka: three controllers, three brokers', 'cluster.cjs'],
  ['cdk8s-kafka: ten such clusters in one app', 'ten-clusters.cjs'],
];

/** One run: seconds by the clock, seconds of the processors, and the most memory in MiB. */
function once(program, outdir) {
  const start = performance.now();
  const env = { ...process.env, CDK8S_OUTDIR: outdir };
  const child = spawnSync(
    process.execPath,
    ['--require', join(here, 'usage.cjs'), join(here, program)],
    {
      env,
      encoding: 'utf8',
    },
  );
  const wall = (performance.now() - start) / 1000;
  if (child.status !== 0) throw new Error(child.stderr);
  const { cpuSeconds, mebibytes } = JSON.parse(child.stderr);
  return { wall, cpu: cpuSeconds, memory: mebibytes };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** In turns, so that what else the machine does meets all alike; the first round only fills caches. */
function measure(outdir) {
  const results = programs.map(() => []);
  for (let round = -1; round < runs; round++) {
    programs.forEach(([, program], index) => {
      const result = once(program, outdir);
      if (round >= 0) results[index].push(result);
    });
  }
  return results;
}

function row([name], results) {
  const of = (key) => results.map((result) => result[key]);
  const cells = [
    median(of('wall')).toFixed(3),
    Math.min(...of('wall')).toFixed(3),
    median(of('cpu')).toFixed(3),
    median(of('memory')).toFixed(0),
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}

function main() {
  if (!existsSync(join(here, '../build/index.js'))) throw new Error('npm run build comes first');
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const load = loadavg()[0].toFixed(1);
  try {
    const results = measure(outdir);
    console.log(
      `${process.version}, ${availableParallelism()} x ${cpus()[0]?.model}, load ${load}, ${runs} runs\n`,
    );
    console.log('| process | median s | least s | median CPU s | median peak MiB |');
    console.log('|---|---|---|---|---|');
    programs.forEach((program, index) => console.log(row(program, results[index])));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

main();
