import type { ArgumentRow, OptionRow } from './command';

/** Rows that several commands have in common. */
export const APP: ArgumentRow = {
  name: '[app]',
  description: 'program (a script or a command), or its manifests (default: `app` of cdk8s.yaml)',
};
export const PROGRAM: ArgumentRow = {
  name: '[app]',
  description: 'program: a script or a command (default: `app` of cdk8s.yaml)',
};
export const CLUSTER: OptionRow = {
  flags: '--cluster <NAME>',
  description: 'which cluster, where the program has several',
};
export const JSON_OUTPUT: OptionRow = {
  flags: '--json',
  description: 'results and issues as JSON',
};
