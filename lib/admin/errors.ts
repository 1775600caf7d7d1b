import type { ItemResult } from '../reconcile/admin';

/** Kafka's error codes that an administrator meets, by number (`org.apache.kafka.common.protocol.Errors`). */
const NAMES: Readonly<Record<number, string>> = {
  [-1]: 'UNKNOWN_SERVER_ERROR',
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  7: 'REQUEST_TIMED_OUT',
  17: 'INVALID_TOPIC_EXCEPTION',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  31: 'CLUSTER_AUTHORIZATION_FAILED',
  36: 'TOPIC_ALREADY_EXISTS',
  37: 'INVALID_PARTITIONS',
  38: 'INVALID_REPLICATION_FACTOR',
  39: 'INVALID_REPLICA_ASSIGNMENT',
  40: 'INVALID_CONFIG',
  41: 'NOT_CONTROLLER',
  42: 'INVALID_REQUEST',
  44: 'POLICY_VIOLATION',
  54: 'SECURITY_DISABLED',
  60: 'REASSIGNMENT_IN_PROGRESS',
  73: 'TOPIC_DELETION_DISABLED',
  85: 'NO_REASSIGNMENT_IN_PROGRESS',
  89: 'THROTTLING_QUOTA_EXCEEDED',
  91: 'RESOURCE_NOT_FOUND',
  92: 'DUPLICATE_RESOURCE',
  93: 'UNACCEPTABLE_CREDENTIAL',
};

export const SECURITY_DISABLED = 54;
export const RESOURCE_NOT_FOUND = 91;

const NOT_CONTROLLER = 41;

/** Whether nothing of a request was done, since the broker that was asked is not the controller and does not pass it on. */
export function isForController(answer: unknown): boolean {
  const codes = errorCodesIn(answer).filter((code) => code !== 0);
  return codes.length > 0 && codes.every((code) => code === NOT_CONTROLLER);
}

function errorCodesIn(answer: unknown): readonly unknown[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]: [string, unknown]) =>
    key === 'errorCode' ? [value] : errorCodesIn(value),
  );
}

/** After these the same request may succeed. */
const RETRIABLE: readonly number[] = [7, NOT_CONTROLLER, 89];
const THROTTLED = 89;

export const errorName = (code: number): string => NAMES[code] ?? `ERROR_${String(code)}`;

export function itemResult(
  code: number,
  message: string | null | undefined,
  throttleTimeMs: number,
): ItemResult {
  if (code === 0) return { ok: true };
  return {
    ok: false,
    error: errorName(code),
    message: message ?? errorName(code),
    retriable: RETRIABLE.includes(code),
    throttleMs: code === THROTTLED ? throttleTimeMs : 0,
  };
}
