import type { ConnectorOffsetsSpec, ConnectorPosition } from '../../spec/connector';
import type { DesiredConnector, Waiver } from '../../spec/desired-state';
import { sha256 } from '../../util/hash';
import type { ConnectorField } from './change';
import type { AppliedConnector } from './state';

/** The row of the safety table about offsets of connectors. */
export const OFFSETS_RULE = {
  name: 'ConnectorOffsets',
  severity: 'approve',
  why: 'A connector that goes on elsewhere writes records twice, or never.',
} as const;

export const offsetsDigest = (offsets: ConnectorOffsetsSpec): string =>
  sha256(JSON.stringify(offsets)).slice(0, 12);

/** Whether a request for other offsets has still to be carried out. */
export const isAsked = (
  { offsets }: DesiredConnector,
  known: AppliedConnector | undefined,
): boolean => offsets !== undefined && offsetsDigest(offsets) !== known?.offsets;

/** Why the offsets stay as they are, and what to do; undefined where nothing is in the way. */
export function obstacleTo(
  { name, state }: DesiredConnector,
  connect: string,
  waivers: readonly Waiver[],
): string | undefined {
  const subject = `connector:${connect}/${name}`;
  const isWaived = waivers.some(
    (waiver) =>
      waiver.rule === OFFSETS_RULE.name && (waiver.subject === subject || waiver.subject === '*'),
  );
  if (!isWaived)
    return `held by ${OFFSETS_RULE.name}: waive it for '${subject}' in the reconciler's waivers`;
  return state === 'stopped'
    ? undefined
    : `held by ${OFFSETS_RULE.name}: Connect changes offsets of stopped connectors alone; set state: ConnectorState.STOPPED`;
}

/** Where it is, and where it is to go on. */
export function offsetsField(
  { kind, request, positions }: ConnectorOffsetsSpec,
  live: readonly ConnectorPosition[] | undefined,
): ConnectorField {
  return {
    field: 'offsets',
    live: live === undefined || live.length === 0 ? undefined : positionsText(live),
    desired: kind === 'reset' ? `none (${request})` : `${positionsText(positions)} (${request})`,
    cause: 'change',
  };
}

/** `{"kafka_topic":"a","kafka_partition":0}: {"kafka_offset":7}`, in a fixed order. */
export const positionsText = (positions: readonly ConnectorPosition[]): string =>
  positions
    .map(({ partition, offset }) => `${JSON.stringify(partition)}: ${JSON.stringify(offset)}`)
    .sort()
    .join(', ');
