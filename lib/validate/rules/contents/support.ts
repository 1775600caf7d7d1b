import type {
  ContentsModel,
  QuotaModel,
  TopicModel,
  UserModel,
} from '../../../model/contents-model';
import type { Said } from '../../../spec/said';
import type { Finding } from '../../issue';
import type { Rule } from '../../rule';
import type { Complaint } from '../support';
import { repeats } from '../support';

export type ContentsRule = Rule<ContentsModel>;
type Check = ContentsRule['check'];

/** A complaint about what was said somewhere. */
export const at = (said: Said, complaint: Complaint): Finding => ({
  ...complaint,
  origin: said.origin,
  path: said.path,
});

/** A check of each topic. */
export const ofTopics =
  (judge: (topic: TopicModel, contents: ContentsModel) => readonly Complaint[]): Check =>
  (contents) =>
    contents.topics.flatMap((topic) =>
      judge(topic, contents).map((complaint) => at(topic.spec.said, complaint)),
    );

/** A check of each user. */
export const ofUsers =
  (judge: (user: UserModel, contents: ContentsModel) => readonly Complaint[]): Check =>
  (contents) =>
    contents.users.flatMap((user) =>
      judge(user, contents).map((complaint) => at(user.spec.said, complaint)),
    );

/** A check of each quota. */
export const ofQuotas =
  (judge: (quota: QuotaModel, contents: ContentsModel) => readonly Complaint[]): Check =>
  (contents) =>
    contents.quotas.flatMap((quota) =>
      judge(quota, contents).map((complaint) => at(quota.said, complaint)),
    );

interface Spoken {
  readonly said: Said;
}

/** Complaints about each member that is the same as one before it, with that one's place. */
export function ofRepeats<T>(
  members: readonly T[],
  keyOf: (member: T) => string,
  judge: (member: T, first: T) => Complaint & Spoken,
): readonly Finding[] {
  return repeats(members, keyOf).map(({ member, first }) => {
    const { said, ...complaint } = judge(member, first);
    return at(said, complaint);
  });
}

/** Where something was said, for a message: `at app/orders (app.ts:3:1)`. */
export const placeOf = ({ path, origin }: Said): string =>
  origin === undefined ? `at ${path}` : `at ${path} (${origin})`;
