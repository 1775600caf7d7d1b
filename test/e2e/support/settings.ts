/** What the environment may say to the suite; the README of this folder explains each. */
const given = (name: string): string | undefined => {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
};

export interface Images {
  readonly kafka: string;
  readonly node: string;
  readonly kcat: string;
}

export const images: Images = {
  kafka: given('E2E_CLIENT_KAFKA_IMAGE') ?? 'apache/kafka:4.3.1',
  node: given('E2E_CLIENT_NODE_IMAGE') ?? 'node:20-slim',
  kcat: given('E2E_CLIENT_KCAT_IMAGE') ?? 'edenhill/kcat:1.7.1',
};

export interface NodePower {
  readonly stop: string;
  readonly start: string;
}

/** Hook commands that take the name of a node as their last argument. */
export function nodePower(): NodePower | undefined {
  const stop = given('E2E_NODE_STOP');
  const start = given('E2E_NODE_START');
  return stop === undefined || start === undefined ? undefined : { stop, start };
}

export interface MetricsExporter {
  readonly image: string;
  readonly jar: string;
}

/** An image with the JMX exporter's agent and `cp`. */
export function metricsExporter(): MetricsExporter | undefined {
  const image = given('E2E_JMX_EXPORTER_IMAGE');
  const jar = given('E2E_JMX_EXPORTER_JAR') ?? '/opt/jmx_prometheus_javaagent.jar';
  return image === undefined ? undefined : { image, jar };
}

export const storageClassName: string | undefined = given('E2E_STORAGE_CLASS');

/** Limits of the longest silence of any partition, milliseconds. */
export const limits = {
  planned: Number(given('E2E_LIMIT_PLANNED_MS') ?? 2000),
  crash: Number(given('E2E_LIMIT_CRASH_MS') ?? 10000),
  migration: Number(given('E2E_LIMIT_MIGRATION_MS') ?? 5000),
} as const;

/** Shows also what is as expected, for example the words of each refusal. */
export const isVerbose: boolean = given('E2E_VERBOSE') !== undefined;

/** What the group `scale` makes, and how often. */
export const scaleSize = {
  topics: Number(given('E2E_SCALE_TOPICS') ?? 1000),
  partitions: 12,
  replicationFactor: 3,
  acls: Number(given('E2E_SCALE_ACLS') ?? 10000),
  users: Number(given('E2E_SCALE_USERS') ?? 500),
} as const;

export const scaleRounds = Number(given('E2E_SCALE_ROUNDS') ?? 3);
