import { ACL_RULES } from './acls';
import { CONNECT_GROUP_RULES } from './connect';
import { QUOTA_RULES } from './quotas';
import { RECONCILER_RULES } from './reconciler';
import { acrossClusters } from './strays';
import type { ContentsRule } from './support';
import { TOPIC_RULES } from './topics';
import { USER_RULES } from './users';

export type { ContentsRule } from './support';

/** Everything that must hold of topics, users, quotas and ACLs together, in the order in which it is reported. */
export const CONTENTS_RULES: readonly ContentsRule[] = [
  ...TOPIC_RULES,
  ...USER_RULES,
  ...QUOTA_RULES,
  ...ACL_RULES,
  acrossClusters,
  ...CONNECT_GROUP_RULES,
  ...RECONCILER_RULES,
];
