import type { CommandEntry } from './command';
import { PKI_COMMANDS } from './pki';

/** The command table, in the order of the help text. */
export const COMMANDS: readonly CommandEntry[] = [PKI_COMMANDS];
