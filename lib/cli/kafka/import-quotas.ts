import type { QuotaDescription } from '../../reconcile/admin';
import type { QuotaEntity } from '../../spec/desired-state';
import { record, text } from './import-words';

const BYTES: Readonly<Record<string, string>> = {
  producer_byte_rate: 'producerByteRate',
  consumer_byte_rate: 'consumerByteRate',
};
const NUMBERS: Readonly<Record<string, string>> = {
  request_percentage: 'requestPercentage',
  controller_mutation_rate: 'controllerMutationRate',
  connection_creation_rate: 'connectionCreationRate',
};

/** The quotas of an entity; what no prop says is omitted. */
export function quotaLines(
  { entity, quotas }: QuotaDescription,
  omitted: string[],
): readonly string[] {
  const factory = entityOf(entity);
  const props = Object.entries(quotas).flatMap(([key, value]) => {
    const said = limitOf(key, value);
    if (said === undefined)
      omitted.push(`quota ${key}=${String(value)} of ${JSON.stringify(entity)}`);
    return said === undefined ? [] : [said];
  });
  if (factory === undefined) omitted.push(`quotas of ${JSON.stringify(entity)}`);
  if (factory === undefined || props.length === 0) return [];
  const all = record([
    ['cluster', 'cluster'],
    ['entity', `kafka.QuotaEntity.${factory}`],
    ...props,
  ]);
  return [`new kafka.KafkaQuota(chart, ${text(`quota ${JSON.stringify(entity)}`)}, ${all});`];
}

/** Sizes count in whole KiB; undefined: no prop says it. */
function limitOf(key: string, value: number): readonly [string, string] | undefined {
  const bytes = BYTES[key];
  if (bytes !== undefined)
    return value % 1024 === 0 ? [bytes, `Size.kibibytes(${String(value / 1024)})`] : undefined;
  const number = NUMBERS[key];
  return number === undefined ? undefined : [number, String(value)];
}

function entityOf(entity: QuotaEntity): string | undefined {
  const { user, 'client-id': clientId, ip } = entity;
  if (ip !== undefined) return ip === null ? 'defaultIp()' : `ip(${text(ip)})`;
  if (user === undefined)
    return typeof clientId === 'string' ? `clientId(${text(clientId)})` : 'defaultClientId()';
  if (clientId === undefined) return user === null ? 'defaultUser()' : `user(${text(user)})`;
  if (user === null) return undefined;
  return clientId === null
    ? `userDefaultClientId(${text(user)})`
    : `userClientId(${text(user)}, ${text(clientId)})`;
}
