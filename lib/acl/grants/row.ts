import type { AclOperationName, AclResourceSpec } from '../../spec/acl';
import type { AclGrant } from '../binding';

/** A row of a table of grants: what somebody needs on some resources, and when. */
export interface GrantRow<O> {
  readonly on: (options: O) => readonly AclResourceSpec[];
  readonly operations: readonly AclOperationName[];
  /** Without it the row always counts. */
  readonly when?: (options: O) => boolean;
}

export type GrantTable<O> = readonly GrantRow<O>[];

/** The grants of a table for what was asked, in its order. */
export function expand<O>(table: GrantTable<O>, options: O): readonly AclGrant[] {
  return table
    .filter(({ when }) => when === undefined || when(options))
    .flatMap(({ on, operations }) => on(options).map((resource) => ({ ...resource, operations })));
}
