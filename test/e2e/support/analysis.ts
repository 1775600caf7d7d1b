/** Pure functions from what the clients printed to what the table says. */

export interface Acknowledged {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
  /** When the acknowledgement reached the producer, milliseconds, the clock of the clients' pod. */
  readonly at: number;
}

export interface ProducerOutput {
  readonly acknowledged: readonly Acknowledged[];
  /** Records that the producer gave up. They are no loss, as nobody was told that they were written. */
  readonly refused: readonly string[];
  /** False when the output breaks off: then nothing may be concluded from it. */
  readonly complete: boolean;
}

export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

export interface Silence {
  readonly partition: number;
  readonly from: number;
  readonly milliseconds: number;
}

export interface LoadReport {
  readonly acknowledged: number;
  readonly lost: number;
  readonly reordered: number;
  readonly duplicates: number;
  readonly refused: number;
  /** The longest time without an acknowledgement in any partition. */
  readonly silence: Silence;
  /** The longest of each partition that had one of a second or more: one partition, or all at once? */
  readonly silentPartitions: readonly Silence[];
  /** The same before anything was done to the cluster: what this machine adds by itself. */
  readonly baselineMilliseconds: number;
  /** The longest time in which a consumer that follows saw no record of some partition. */
  readonly consumerSilence: Silence;
  readonly examples: readonly string[];
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The fields that are read of what the tools print. */
interface ToolEvent {
  readonly name?: unknown;
  readonly partition?: unknown;
  readonly offset?: unknown;
  readonly value?: unknown;
  readonly timestamp?: unknown;
  readonly exception?: unknown;
  readonly message?: unknown;
  readonly partitions?: readonly ToolEvent[];
}

function jsonLines(text: string): readonly ToolEvent[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as ToolEvent);
}

/** The record that the tool was about to send when it was told to end: it never left the producer. */
const isOwnEnd = (event: ToolEvent): boolean =>
  event.message === 'Producer closed while send in progress';

/** Output of `kafka-verifiable-producer`: one JSON object a line. */
export function parseProducer(text: string): ProducerOutput {
  const acknowledged: Acknowledged[] = [];
  const refused: string[] = [];
  let complete = false;
  for (const event of jsonLines(text)) {
    if (event.name === 'producer_send_success') {
      acknowledged.push({
        partition: Number(event.partition),
        offset: Number(event.offset),
        value: String(event.value),
        at: Number(event.timestamp),
      });
    } else if (event.name === 'producer_send_error' && !isOwnEnd(event)) {
      refused.push(`${String(event.exception)}: ${String(event.message)}`);
    } else if (event.name === 'shutdown_complete') {
      complete = true;
    }
  }
  return { acknowledged, refused, complete };
}

/** Output of `kafka-console-consumer` with partition, offset and value: `Partition:3<TAB>Offset:7<TAB>value`. */
export function parseConsole(text: string): readonly ReadRecord[] {
  const line = /^Partition:(\d+)\tOffset:(\d+)\t(.*)$/;
  return text.split('\n').flatMap((candidate) => {
    const match = line.exec(candidate);
    if (match === null) return [];
    return [{ partition: Number(match[1]), offset: Number(match[2]), value: match[3] ?? '' }];
  });
}

/** Output of `kafka-verifiable-consumer`: the times at which a partition gave something. */
export function parseConsumer(text: string): readonly { partition: number; at: number }[] {
  return jsonLines(text)
    .filter((event) => event.name === 'records_consumed')
    .flatMap((event) =>
      (event.partitions ?? []).map((entry) => ({
        partition: Number(entry.partition),
        at: Number(event.timestamp),
      })),
    );
}

function byPartition<T extends { readonly partition: number }>(
  records: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const record of records) {
    const group = groups.get(record.partition);
    if (group === undefined) groups.set(record.partition, [record]);
    else group.push(record);
  }
  return groups;
}

/**
 * The longest silence of any of `partitions` partitions within the window. The window's ends count as events:
 * a partition that never answers again, or never did, is as silent as that.
 */
export function longestSilence(
  events: readonly { readonly partition: number; readonly at: number }[],
  partitions: number,
  window: Window,
): Silence {
  const all = silences(events, partitions, window);
  return all.reduce((a, b) => (b.milliseconds > a.milliseconds ? b : a));
}

/** The longest silence of each partition. */
function silences(
  events: readonly { readonly partition: number; readonly at: number }[],
  partitions: number,
  window: Window,
): readonly [Silence, ...Silence[]] {
  const groups = byPartition(events);
  const longestOf = (partition: number): Silence => {
    const times = (groups.get(partition) ?? [])
      .map((event) => event.at)
      .filter((at) => at >= window.from && at <= window.to)
      .sort((a, b) => a - b);
    let longest: Silence = { partition, from: window.from, milliseconds: 0 };
    let from = window.from;
    for (const at of [...times, window.to]) {
      if (at - from > longest.milliseconds) longest = { partition, from, milliseconds: at - from };
      from = at;
    }
    return longest;
  };
  const others = Array.from({ length: partitions - 1 }, (_, index) => longestOf(index + 1));
  return [longestOf(0), ...others];
}

/** `prefix.17` and `17` are 17: the producer numbers its records in the order of sending. */
const sequenceOf = (value: string): number => Number(value.slice(value.lastIndexOf('.') + 1));

export interface Comparison {
  readonly lost: readonly Acknowledged[];
  readonly reordered: readonly ReadRecord[];
  readonly duplicates: readonly ReadRecord[];
}

function disorder(records: readonly ReadRecord[]): Pick<Comparison, 'reordered' | 'duplicates'> {
  const reordered: ReadRecord[] = [];
  const duplicates: ReadRecord[] = [];
  const seen = new Set<string>();
  let highest = -1;
  for (const record of [...records].sort((a, b) => a.offset - b.offset)) {
    const sequence = sequenceOf(record.value);
    if (seen.has(record.value)) duplicates.push(record);
    else if (sequence < highest) reordered.push(record);
    seen.add(record.value);
    highest = Math.max(highest, sequence);
  }
  return { reordered, duplicates };
}

/**
 * Lost: acknowledged, but its partition does not hold it at the acknowledged offset (a record that is found elsewhere was
 * overwritten and sent again: somebody who read the offset was told something else). Offset -1 is what an idempotent
 * producer is told of a batch that the broker had already; such a record only has to be in its partition.
 * Reordered: behind one that was sent later to the same partition. A second copy is a duplicate, not a reordering.
 */
export function compare(
  acknowledged: readonly Acknowledged[],
  read: readonly ReadRecord[],
): Comparison {
  const at = new Map(read.map((record) => [`${record.partition}/${record.offset}`, record.value]));
  const held = new Set(read.map((record) => `${record.partition}/${record.value}`));
  const lost = acknowledged.filter((record) =>
    record.offset < 0
      ? !held.has(`${record.partition}/${record.value}`)
      : at.get(`${record.partition}/${record.offset}`) !== record.value,
  );
  const parts = [...byPartition(read).values()].map(disorder);
  return {
    lost,
    reordered: parts.flatMap((part) => part.reordered),
    duplicates: parts.flatMap((part) => part.duplicates),
  };
}

export interface LoadEvidence {
  readonly producer: ProducerOutput;
  readonly consumer: readonly { readonly partition: number; readonly at: number }[];
  readonly read: readonly ReadRecord[];
  readonly partitions: number;
  readonly baseline: Window;
  readonly window: Window;
}

export function loadReport(evidence: LoadEvidence): LoadReport {
  const { producer, partitions, window } = evidence;
  const { lost, reordered, duplicates } = compare(producer.acknowledged, evidence.read);
  const show = (kind: string) => (record: ReadRecord) =>
    `${kind}: partition ${record.partition} offset ${record.offset} value ${record.value}`;
  return {
    acknowledged: producer.acknowledged.length,
    lost: lost.length,
    reordered: reordered.length,
    duplicates: duplicates.length,
    refused: producer.refused.length,
    silence: longestSilence(producer.acknowledged, partitions, window),
    silentPartitions: silences(producer.acknowledged, partitions, window).filter(
      ({ milliseconds }) => milliseconds >= 1000,
    ),
    baselineMilliseconds: longestSilence(producer.acknowledged, partitions, evidence.baseline)
      .milliseconds,
    consumerSilence: longestSilence(evidence.consumer, partitions, window),
    examples: [
      ...lost.slice(0, 3).map(show('lost')),
      ...reordered.slice(0, 3).map(show('reordered')),
      ...duplicates.slice(0, 3).map(show('duplicate')),
      ...producer.refused.slice(0, 3).map((reason) => `refused: ${reason}`),
    ],
  };
}
