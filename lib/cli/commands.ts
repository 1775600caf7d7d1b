import { APP_COMMANDS } from './app-commands';
import type { CommandEntry } from './command';
import { KAFKA_COMMANDS, MIGRATION_COMMANDS } from './kafka/commands';
import { PKI_COMMANDS } from './pki';

/** The command table, in the order of the help text. */
export const COMMANDS: readonly CommandEntry[] = [
  ...APP_COMMANDS,
  ...KAFKA_COMMANDS,
  MIGRATION_COMMANDS,
  PKI_COMMANDS,
];
