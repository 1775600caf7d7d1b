import fc from 'fast-check';
import { type Question, canI } from '../../../lib/acl';
import { aclKey } from '../../../lib/acl/binding';
import type { AclBinding } from '../../../lib/spec/acl';
import { binding } from '../../acl/support';
import { runJava } from '../support/java';
import { expect, expectEqual } from '../support/outcome';
import type { Scene } from '../support/suite';
import type { GrantsDeployment } from './deployment';

const SETS = 1000;
const SUPER_USERS = ['User:admin'];

interface Case {
  readonly acls: readonly AclBinding[];
  readonly questions: readonly Question[];
}

/** Of the same few words as the ACLs, so that most questions are about some of them. */
const question: fc.Arbitrary<Question> = fc
  .record({
    asked: binding.filter(({ resourceName }) => resourceName !== '*'),
    principal: fc.constantFrom('User:a', 'User:a', 'User:b', 'User:c', 'User:admin'),
    operation: fc.constantFrom(
      'READ',
      'WRITE',
      'CREATE',
      'DELETE',
      'ALTER',
      'DESCRIBE',
      'DESCRIBE_CONFIGS',
      'ALTER_CONFIGS',
    ),
    host: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'),
  })
  .map(({ asked: { resourceType, resourceName }, principal, operation, host }) => ({
    resourceType,
    resourceName,
    principal,
    operation,
    host,
  }));

const cases: fc.Arbitrary<Case> = fc.record({
  // Kafka keeps none twice.
  acls: fc.uniqueArray(binding, { minLength: 1, maxLength: 12, selector: aclKey }),
  questions: fc.array(question, { minLength: 10, maxLength: 10 }),
});

const ours = ({ acls, questions }: Case): string =>
  questions
    .map((one) => (canI(one, { acls, superUsers: SUPER_USERS }).allowed ? '1' : '0'))
    .join('');

/** What the command line says offline, and what the brokers' own authorizer says, of the same ACLs. */
export async function sameVerdicts(deployment: GrantsDeployment, scene: Scene): Promise<void> {
  const all = fc.sample(cases, { numRuns: SETS, seed: Date.now() % 2 ** 31 });
  const theirs = (await runJava(deployment.clients, 'authorizer', all)) as readonly string[];
  expectEqual(theirs.length, SETS, 'sets that were judged');
  const different = all.filter((one, index) => ours(one) !== theirs[index]);
  const [first] = different;
  const example =
    first === undefined
      ? ''
      : JSON.stringify({ ...first, ours: ours(first), theirs: theirs[all.indexOf(first)] });
  expect(first === undefined, `${different.length} sets are judged otherwise: ${example}`);
  const allowed = theirs.join('').replace(/0/g, '').length;
  scene.note(`${SETS} sets, ${SETS * 10} questions, ${allowed} of them allowed: no difference`);
}
