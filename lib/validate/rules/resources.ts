import type { ClusterModel, PoolModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { parseQuantity } from './quantity';
import type { Check, Common, Complaint } from './support';
import { isWhole, named, NONE, ofCommon, quoted, saidWhere, shown } from './support';

type ClusterRule = Rule<ClusterModel>;

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** What Java needs beside its heap (threads, code, buffers), and the helper that holds a node until it may stop. */
const LEAST_BESIDE_HEAP = 256 * MIB;
const LARGEST_SHARE = 0.7;
const LEAST_HEAP = 2 * MIB;

/** `1.5 GiB`, `300 MiB`, `17 bytes`. */
function size(bytes: number): string {
  if (bytes >= GIB) return `${String(Math.round((bytes / GIB) * 100) / 100)} GiB`;
  if (bytes >= MIB) return `${String(Math.round((bytes / MIB) * 100) / 100)} MiB`;
  return `${String(bytes)} bytes`;
}

export const cpuQuantity: ClusterRule = {
  code: 'CpuQuantity',
  severity: 'error',
  why: 'Kubernetes refuses what is no quantity, and a container without CPU does nothing.',
  check: ofCommon(({ resources }) => [
    ...cpu('resources.cpuRequest', resources?.cpuRequest),
    ...cpu('resources.cpuLimit', resources?.cpuLimit),
  ]),
};

function cpu(prop: string, value: string | undefined): readonly Complaint[] {
  if (value === undefined) return NONE;
  // Of CPU there is nothing below a thousandth.
  if ((parseQuantity(value) ?? 0) >= 1 / 1000) return NONE;
  return [
    {
      prop,
      message: `${quoted(value)} is no quantity of CPU above zero; allowed are cores, such as '2' or '0.5', and thousandths, such as '500m'`,
      fix: "set it as in '500m'",
    },
  ];
}

interface Effective extends Complaint {
  /** Whether one of the two, cluster or pool, said it. */
  readonly saidIn: (common: Common) => unknown;
}

/** A check of what a pool ends up with; blamed is who said it. */
function ofEffective(judge: (pool: PoolModel) => readonly Effective[]): Check {
  return (cluster) =>
    cluster.pools.flatMap((pool, index) =>
      judge(pool).map(({ saidIn, message, fix, prop: plain }) => {
        const prop = saidWhere(cluster, index, plain, saidIn);
        return { prop, message, fix, origin: prop === plain ? undefined : pool.spec.origin };
      }),
    );
}

export const cpuRequestOverLimit: ClusterRule = {
  code: 'CpuRequestOverLimit',
  severity: 'error',
  why: 'Kubernetes refuses a pod that asks for more than it may use.',
  check: ofEffective((pool) => {
    const { cpuRequest, cpuLimit } = pool.resources;
    const request = parseQuantity(cpuRequest);
    const limit = cpuLimit === undefined ? undefined : parseQuantity(cpuLimit);
    if (request === undefined || limit === undefined || request <= limit) return [];
    return [
      {
        prop: 'resources.cpuRequest',
        saidIn: ({ resources }) => resources?.cpuRequest,
        message: `${named(pool)} asks for ${quoted(cpuRequest)} of CPU and may use ${quoted(cpuLimit ?? '')} at most`,
        fix: 'lower cpuRequest, or leave cpuLimit out',
      },
    ];
  }),
};

export const memorySize: ClusterRule = {
  code: 'MemorySize',
  severity: 'error',
  why: 'Less than a mebibyte holds no program.',
  check: ofCommon(({ resources }) => {
    const bytes = resources?.memoryBytes;
    if (bytes === undefined || isWhole(bytes, MIB, Number.MAX_SAFE_INTEGER)) return NONE;
    return [
      {
        prop: 'resources.memory',
        message: `the memory is ${shown(bytes)} bytes; allowed are whole bytes from 1 MiB`,
        fix: 'set a size such as Size.gibibytes(4)',
      },
    ];
  }),
};

export const heapSize: ClusterRule = {
  code: 'HeapSize',
  severity: 'error',
  why: 'Java does not start with a smaller heap.',
  check: ofCommon(({ jvm }) => [
    ...heap('jvm.heap', jvm?.heapBytes),
    ...heap('jvm.heapMin', jvm?.heapMinBytes),
  ]),
};

function heap(prop: string, bytes: number | undefined): readonly Complaint[] {
  if (bytes === undefined || isWhole(bytes, LEAST_HEAP, Number.MAX_SAFE_INTEGER)) return NONE;
  return [
    {
      prop,
      message: `the heap is ${shown(bytes)} bytes; allowed are whole bytes from 2 MiB`,
      fix: 'set a size such as Size.gibibytes(2)',
    },
  ];
}

export const heapMinOverHeap: ClusterRule = {
  code: 'HeapMinOverHeap',
  severity: 'error',
  why: 'Java does not start with an initial heap above the largest.',
  check: ofEffective((pool) => {
    const { heapBytes, heapMinBytes } = pool.jvm;
    if (!(heapMinBytes > heapBytes)) return [];
    return [
      {
        prop: 'jvm.heapMin',
        saidIn: ({ jvm }) => jvm?.heapMinBytes,
        message: `${named(pool)} begins with a heap of ${size(heapMinBytes)}, of ${size(heapBytes)} at most`,
        fix: 'lower heapMin, or raise heap',
      },
    ];
  }),
};

export const heapFillsMemory: ClusterRule = {
  code: 'HeapFillsMemory',
  severity: 'error',
  why: 'Kafka serves most reads from the page cache, which is memory of the container that the heap leaves; and what Java needs beside the heap grows with it. A container at its limit is killed.',
  check: ofEffective((pool) => {
    const { heapBytes } = pool.jvm;
    const { memoryBytes } = pool.resources;
    if (!(heapBytes > memoryBytes * LARGEST_SHARE)) return [];
    return [
      {
        prop: 'jvm.heap',
        saidIn: ({ jvm }) => jvm?.heapBytes,
        message: `${named(pool)} has a heap of ${size(heapBytes)} in ${size(memoryBytes)} of memory; allowed are ${size(Math.floor(Math.max(memoryBytes, 0) * LARGEST_SHARE))} (70 %)`,
        fix: 'lower jvm.heap, or raise resources.memory',
      },
    ];
  }),
};

export const memoryBesideHeap: ClusterRule = {
  code: 'MemoryBesideHeap',
  severity: 'error',
  why: 'Beside its heap Java needs memory for threads, code and buffers; and before a node stops, a second Java virtual machine of about 128 MiB finds out whether it may. Where the container has no room for it, the kernel kills Kafka just then.',
  check: ofEffective((pool) => {
    const { heapBytes } = pool.jvm;
    const { memoryBytes } = pool.resources;
    const left = memoryBytes - heapBytes;
    if (!(left < LEAST_BESIDE_HEAP)) return [];
    return [
      {
        prop: 'resources.memory',
        saidIn: ({ resources }) => resources?.memoryBytes,
        message: `${named(pool)} has ${size(memoryBytes)} of memory and a heap of ${size(heapBytes)}; at least ${size(LEAST_BESIDE_HEAP)} must be left for what else Java needs`,
        fix: `set resources.memory to ${size(heapBytes + LEAST_BESIDE_HEAP)} or more, or lower jvm.heap`,
      },
    ];
  }),
};

export const RESOURCE_RULES: readonly ClusterRule[] = [
  cpuQuantity,
  cpuRequestOverLimit,
  memorySize,
  heapSize,
  heapMinOverHeap,
  heapFillsMemory,
  memoryBesideHeap,
];
