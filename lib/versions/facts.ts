import { KAFKA_VERSIONS } from './generated/kafka-versions';
import type { KafkaFeature, KnownVersion } from './generated/kafka-versions';

export type { KafkaFeature, KnownVersion } from './generated/kafka-versions';

/** What the library knows about a Kafka version. */
export interface KafkaFacts {
  /** The version asked for. */
  readonly version: string;
  /** The known version whose facts these are: another patch release of the same line, or the same. */
  readonly factsVersion: KnownVersion;
  /** Major and minor number, as in `4.3`. */
  readonly line: string;
  /** Release for `kafka-storage format --release-version`: the newest metadata the line can write. */
  readonly metadataVersion: string;
  readonly logging: 'log4j2' | 'log4j';
  supports(feature: KafkaFeature): boolean;
}

/** The versions with facts of their own, oldest first. */
export const KNOWN_VERSIONS: readonly KnownVersion[] = KAFKA_VERSIONS.map(
  (entry) => entry.version,
).sort(compareVersions);

/** The version of a cluster that names none. */
export const DEFAULT_VERSION: KnownVersion = KAFKA_VERSIONS[0].version;

const RELEASE = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/**
 * The facts about a version. A patch release that is not listed has those of its line, because
 * Kafka adds neither options nor metadata in patch releases. Undefined for any other version.
 */
export function factsFor(version: string): KafkaFacts | undefined {
  const line = lineOf(version);
  if (line === undefined) return undefined;
  const entry =
    KAFKA_VERSIONS.find((known) => known.version === version) ??
    KAFKA_VERSIONS.find((known) => lineOf(known.version) === line);
  return entry && factsOf(entry, version, line);
}

/** The facts about the default version. */
export function defaultFacts(): KafkaFacts {
  const [entry] = KAFKA_VERSIONS;
  return factsOf(entry, entry.version, lineOf(entry.version) ?? '');
}

function factsOf(
  entry: (typeof KAFKA_VERSIONS)[number],
  version: string,
  line: string,
): KafkaFacts {
  const features: readonly KafkaFeature[] = entry.features;
  return {
    version,
    factsVersion: entry.version,
    line,
    metadataVersion: entry.metadataVersion,
    logging: entry.logging,
    supports: (feature) => features.includes(feature),
  };
}

/** Whether a version of a known line has a feature; false for all others. */
export function supports(version: string, feature: KafkaFeature): boolean {
  return factsFor(version)?.supports(feature) ?? false;
}

/** Order of versions by their numbers: `4.10.0` is after `4.9.1`. What is no number counts as 0. */
export function compareVersions(left: string, right: string): number {
  const a = numbersOf(left);
  const b = numbersOf(right);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return 0;
}

/** The known version nearest by number: the newest that is not newer, else the oldest. */
export function nearestVersion(version: string): KnownVersion {
  const notNewer = KNOWN_VERSIONS.filter((known) => compareVersions(known, version) <= 0);
  return notNewer.at(-1) ?? KNOWN_VERSIONS[0] ?? DEFAULT_VERSION;
}

/** What to do about a version without facts: `use 4.2.0, or another release of 3.9, 4.2 or 4.3`. */
export function versionAdvice(version: string): string {
  const lines = KNOWN_VERSIONS.map((known) => lineOf(known) ?? known);
  const last = lines.at(-1) ?? '';
  const others = lines.slice(0, -1).join(', ');
  return `use ${nearestVersion(version)}, or another release of ${others ? `${others} or ` : ''}${last}`;
}

function lineOf(version: string): string | undefined {
  const parts = RELEASE.exec(version);
  return parts ? `${parts[1] ?? ''}.${parts[2] ?? ''}` : undefined;
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : 0));
}
