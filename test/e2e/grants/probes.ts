import { OPERATIONS, canI } from '../../../lib/acl';
import { CLUSTER_NAME, WILDCARD, aclsOf } from '../../../lib/acl/binding';
import type { AclOperationName, AclResourceType, WantedAcl } from '../../../lib/spec/acl';
import { FIRST_BROKER_ID } from '../apps/orders';
import type { Row, Step } from './row';

/** A request that asks for one right, and whether Kafka should carry it out. */
export interface Probe {
  readonly step: Step;
  readonly allowed: boolean;
}

/** Of nobody: what a row must not reach. The first two are there. */
export const FOREIGN = {
  TOPIC: 'foreign',
  newTopic: 'foreign-new',
  GROUP: 'foreign-group',
  TRANSACTIONAL_ID: 'foreign-id',
  USER: 'User:foreign',
} as const;

/**
 * No request of the Java client asks for these alone: InitProducerId of a topic that may be written is let through (KIP-679),
 * the second needs a client of KIP-939, and brokers' own requests are the third.
 */
const NOT_ASKED: readonly AclOperationName[] = [
  'IDEMPOTENT_WRITE',
  'TWO_PHASE_COMMIT',
  'CLUSTER_ACTION',
];

export const principalOf = ({ name }: Row): string => `User:${userOf(name)}`;

export const userOf = (row: string): string => `grants-${row}`;

export const aclsOfRow = (row: Row): readonly WantedAcl[] =>
  aclsOf(row.grants, {
    principal: principalOf(row),
    host: WILDCARD,
    origin: { reason: row.name, path: '', origin: undefined },
  });

const LAST_PART = { TOPIC: 't', GROUP: '1', TRANSACTIONAL_ID: '1', USER: '' } as const;
type Named = keyof typeof LAST_PART;

/** A name that each pattern of the row is about; none for a wildcard. */
export function namesIn({ grants }: Row, type: Named): readonly string[] {
  const names = grants
    .filter(({ resourceType, resourceName }) => resourceType === type && resourceName !== WILDCARD)
    .map(({ resourceName, patternType }) =>
      patternType === 'PREFIXED' ? `${resourceName}${LAST_PART[type]}` : resourceName,
    );
  return [...new Set(names)];
}

const doneWith = (row: Row, step: string): readonly string[] =>
  row.work.filter((each) => each.do === step).map(({ topic = '' }) => topic);

/** Topics that have to be there before the row does anything. */
export function topicsOf(row: Row): readonly string[] {
  const made = [...doneWith(row, 'createTopic'), ...(row.makes ?? [])];
  return namesIn(row, 'TOPIC').filter((name) => !made.includes(name));
}

/** Each operation on what the row names, on the cluster, and on what is somebody else's. */
export function probesOf(row: Row): readonly Probe[] {
  const acls = aclsOfRow(row);
  const gone = [...doneWith(row, 'deleteTopic'), ...(row.makes ?? [])];
  const named = (['TOPIC', 'GROUP', 'TRANSACTIONAL_ID', 'USER'] as const).flatMap((type) =>
    [...namesIn(row, type), FOREIGN[type]]
      .filter((name) => !gone.includes(name))
      .flatMap((name) => ofResource(type, name)),
  );
  return [...named, ...ofResource('CLUSTER', CLUSTER_NAME)].map((question) => ({
    step: {
      do: `${question.resourceType} ${question.operation}`,
      name: question.resourceName,
      topic: FOREIGN.newTopic,
      broker: String(FIRST_BROKER_ID),
    },
    allowed: ways(question).some(
      (way) =>
        canI({ ...way, principal: principalOf(row), host: '127.0.0.1' }, { acls, superUsers: [] })
          .allowed,
    ),
  }));
}

interface Asked {
  readonly resourceType: AclResourceType;
  readonly resourceName: string;
  readonly operation: AclOperationName;
}

const ofResource = (resourceType: AclResourceType, resourceName: string): readonly Asked[] =>
  OPERATIONS[resourceType]
    .filter((operation) => !NOT_ASKED.includes(operation))
    .map((operation) => ({ resourceType, resourceName, operation }));

/** Principals of whom there are tokens. */
export const tokenOwners = (rows: readonly Row[]): readonly string[] => [
  ...new Set([...rows.flatMap((row) => namesIn(row, 'USER')), FOREIGN.USER]),
];

/** A topic may be made by a right on it or by one on the cluster; a token is shown by a right on it or on its owner. */
function ways(asked: Asked): readonly Asked[] {
  if (asked.operation === 'DESCRIBE_TOKENS')
    return [
      asked,
      { resourceType: 'DELEGATION_TOKEN', resourceName: 'of the owner', operation: 'DESCRIBE' },
    ];
  if (asked.operation !== 'CREATE') return [asked];
  const name = asked.resourceType === 'TOPIC' ? asked.resourceName : FOREIGN.newTopic;
  return [
    { resourceType: 'TOPIC', resourceName: name, operation: 'CREATE' },
    { resourceType: 'CLUSTER', resourceName: CLUSTER_NAME, operation: 'CREATE' },
  ];
}
