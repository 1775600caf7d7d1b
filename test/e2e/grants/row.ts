import type { AclGrant } from '../../../lib/acl/binding';
import type { Names } from '../../../lib/acl/grants';

/** What a client of Kafka does; `java/grants` knows each by its name. */
export interface Step {
  readonly do: string;
  readonly [argument: string]: string;
}

/** A row of the table of grants, and what it is for. */
export interface Row {
  readonly name: string;
  readonly grants: readonly AclGrant[];
  /** What whoever has just these rights must be able to do. In order. */
  readonly work: readonly Step[];
  /** Topics that somebody has declared for it, empty ones. */
  readonly declared?: readonly string[];
  /** Topics that it makes itself, when it is run as a whole. */
  readonly makes?: readonly string[];
}

/** A group that has committed an offset of a topic, for those who look at others. */
export const MONITORED = { topic: 'monitored.t', group: 'monitored-group' } as const;

export const named = (...names: readonly string[]): Names => ({ names, prefixes: [] });
export const prefixed = (...prefixes: readonly string[]): Names => ({ names: [], prefixes });
export const NOBODY = named();

export const consume = (name: string, groupId: string, protocol: 'classic' | 'consumer'): Step => ({
  do: 'consume',
  topic: name,
  group: groupId,
  protocol,
});

export const readAndWrite = (...names: readonly string[]): readonly Step[] =>
  names.flatMap((name) => [
    { do: 'produce', topic: name },
    { do: 'read', topic: name },
  ]);

export const onTopic = (name: string, ...steps: readonly string[]): readonly Step[] =>
  steps.map((step) => ({ do: step, topic: name }));
