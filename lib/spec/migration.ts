/** Steps of the way from ZooKeeper to KRaft, in their order; the last one is the way back. */
export const MIGRATION_STEPS = [
  'provisionControllers',
  'dualWrite',
  'brokersToKRaft',
  'finish',
  'rollBack',
] as const;

export type MigrationStep = (typeof MIGRATION_STEPS)[number];
