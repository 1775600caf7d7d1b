import { canI, explain, whoCan } from '../../lib/acl';
import type { Authority, Question } from '../../lib/acl';
import { acl, line, want } from './support';

const authority = (...texts: readonly string[]): Authority => ({
  acls: texts.map(acl),
  superUsers: ['User:admin'],
});

const read: Question = {
  principal: 'User:a',
  operation: 'READ',
  resourceType: 'TOPIC',
  resourceName: 'orders.v1',
  host: '10.0.0.1',
};

describe('canI', () => {
  const cases: readonly (readonly [string, readonly string[], Partial<Question>, boolean])[] = [
    ['without an ACL', [], {}, false],
    ['by name', ['User:a TOPIC LITERAL orders.v1 READ'], {}, true],
    ['by the name of another', ['User:a TOPIC LITERAL orders READ'], {}, false],
    ['by a prefix', ['User:a TOPIC PREFIXED orders READ'], {}, true],
    ['by the wildcard', ['User:a TOPIC LITERAL * READ'], {}, true],
    ['by a prefix that is the wildcard', ['User:a TOPIC PREFIXED * READ'], {}, false],
    ['by everybody', ['User:* TOPIC LITERAL orders.v1 READ'], {}, true],
    ['from this host', ['User:a TOPIC LITERAL orders.v1 READ ALLOW 10.0.0.1'], {}, true],
    ['from another host', ['User:a TOPIC LITERAL orders.v1 READ ALLOW 10.0.0.2'], {}, false],
    ['of another type', ['User:a GROUP LITERAL orders.v1 READ'], {}, false],
    ['by ALL', ['User:a TOPIC LITERAL orders.v1 ALL'], {}, true],
    [
      'denied to everybody',
      ['User:a TOPIC LITERAL orders.v1 READ', 'User:* TOPIC PREFIXED ord READ DENY'],
      {},
      false,
    ],
    [
      'Describe by Write',
      ['User:a TOPIC LITERAL orders.v1 WRITE'],
      { operation: 'DESCRIBE' },
      true,
    ],
    [
      'Describe by Create',
      ['User:a TOPIC LITERAL orders.v1 CREATE'],
      { operation: 'DESCRIBE' },
      false,
    ],
    [
      'Describe where Read is denied',
      ['User:a TOPIC LITERAL orders.v1 WRITE', 'User:a TOPIC LITERAL orders.v1 READ DENY'],
      { operation: 'DESCRIBE' },
      true,
    ],
    ['a super user', ['User:* TOPIC LITERAL * ALL DENY'], { principal: 'User:admin' }, true],
  ];
  test.each(cases)('%s', (_, acls, asked, allowed) => {
    expect(canI({ ...read, ...asked }, authority(...acls)).allowed).toBe(allowed);
  });

  test('names the ACL that decided', () => {
    const denial = 'User:a TOPIC PREFIXED orders READ DENY *';
    const { by } = canI(read, authority('User:a TOPIC LITERAL orders.v1 READ', denial));
    expect(by && line(by)).toBe(denial);
  });
});

test('whoCan tells who, from where and by which ACL', () => {
  const found = whoCan(
    'READ',
    { resourceType: 'TOPIC', resourceName: 'orders.v1' },
    authority(
      'User:a TOPIC PREFIXED orders READ',
      'User:a TOPIC LITERAL orders.v1 READ DENY 10.0.0.9',
      'User:b TOPIC LITERAL orders.v1 READ ALLOW 10.0.0.2',
      'User:c TOPIC LITERAL orders.v1 WRITE',
    ),
  );
  expect(found.map(({ principal, host, exceptHosts }) => [principal, host, exceptHosts])).toEqual([
    ['User:admin', '*', []],
    ['User:a', '*', ['10.0.0.9']],
    ['User:b', '10.0.0.2', []],
  ]);
});

test('explain lists what is about a principal, and of everybody', () => {
  const acls = [
    want('User:b TOPIC LITERAL t READ'),
    want('User:a TOPIC LITERAL t WRITE', 'produce'),
    want('User:* TOPIC LITERAL t DESCRIBE'),
  ];
  expect(explain('User:a', { acls }).map(line)).toEqual([
    'User:* TOPIC LITERAL t DESCRIBE ALLOW *',
    'User:a TOPIC LITERAL t WRITE ALLOW *',
  ]);
});
