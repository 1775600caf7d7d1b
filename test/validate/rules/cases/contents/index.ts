import { ACL_CASES } from './acls';
import type { ContentsRuleCases } from './case';
import { CONNECT_GROUP_CASES } from './connect';
import { QUOTA_CASES } from './quotas';
import { RECONCILER_CASES } from './reconciler';
import { TOPIC_CASES } from './topics';
import { USER_CASES } from './users';

/** The first invalid case of each is the example of `docs/rules.md`. */
export const CONTENTS_CASES: readonly ContentsRuleCases[] = [
  ...TOPIC_CASES,
  ...USER_CASES,
  ...QUOTA_CASES,
  ...ACL_CASES,
  ...CONNECT_GROUP_CASES,
  ...RECONCILER_CASES,
];
