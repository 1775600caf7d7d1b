import type { DesiredTopic } from '../../spec/desired-state';
import type { Change } from '../plan';
import type { PlanInput } from '../plan-input';
import { acting, subjectOf } from './rule';
import type { SafetyRule } from './rule';

type Judge = (
  change: Change,
  input: PlanInput,
  /** What the program says of the topic; undefined: nothing any more. */
  topic: DesiredTopic | undefined,
) => readonly [message: string, fix: string | undefined] | undefined;

/** A rule about each topic that would be changed. */
export const ofTopics =
  (judge: Judge): SafetyRule['check'] =>
  (input, changes) => {
    const byName = new Map(input.desired.topics.map((topic) => [topic.name, topic]));
    return acting(changes, 'topic').flatMap((change) => {
      const verdict = judge(change, input, byName.get(change.name));
      if (verdict === undefined) return [];
      const [message, fix] = verdict;
      return [{ subject: subjectOf(change), message, fix }];
    });
  };
