import { contents, PASSWORD, scram, TLS, user } from '../../../../support/contents';
import { casesOf } from './case';

const one = (name: string, more: Parameters<typeof user>[1] = {}) =>
  contents({ users: [user(name, more)] });
const external = (principal: string) =>
  one('sso', { authentication: { kind: 'external', principal } });
const shared = { authentication: scram({ password: PASSWORD }) };

export const USER_CASES = [
  casesOf('UserNameForm', {
    valid: [one('shop'), one('a.b_c@d-1'), external('User:CN=x, OU=y')],
    invalid: [
      [one('shop,OU=x'), ['userName']],
      [one(''), ['userName']],
    ],
  }),
  casesOf('UserNameLength', {
    valid: [one('a'.repeat(64)), one('a'.repeat(65), { authentication: scram() })],
    invalid: [[one('a'.repeat(65)), ['userName']]],
  }),
  casesOf('PrincipalForm', {
    valid: [external('User:CN=shop,OU=web')],
    invalid: [[external('shop'), ['authentication']]],
  }),
  casesOf('UserRepeated', {
    valid: [contents({ users: [user('a'), user('a', { authentication: scram() })] })],
    invalid: [[contents({ users: [user('a'), user('a')] }), ['userName']]],
  }),
  casesOf('UserPrincipalReserved', {
    valid: [one('orders-kafka-node')],
    invalid: [
      [one('orders-kafka-node', { authentication: scram() }), ['userName']],
      [one('orders-kafka-reconciler', { authentication: scram() }), ['userName']],
      [external('User:CN=orders-kafka,O=cdk8s-kafka'), ['userName']],
    ],
  }),
  casesOf('UserSuper', {
    valid: [one('shop')],
    invalid: [
      [contents({ users: [user('root')] }, { superUsers: ['User:CN=root'] }), ['userName']],
    ],
  }),
  casesOf('UserSecretForm', {
    valid: [one('Shop_1'), one('shop', shared)],
    invalid: [
      [one('shop', { secretName: 'Shop' }), ['secretName']],
      [
        one('shop', { authentication: scram({ password: { ...PASSWORD, key: 'a b' } }) }),
        ['authentication.password'],
      ],
    ],
  }),
  casesOf('UserSecretShared', {
    valid: [
      contents({
        users: [
          user('a', shared),
          user('b', { authentication: scram({ password: { ...PASSWORD, key: 'other' } }) }),
        ],
      }),
    ],
    invalid: [
      [contents({ users: [user('a', shared), user('b', shared)] }), ['secretName']],
      [contents({ users: [user('a'), user('b', { secretName: 'a' })] }), ['secretName']],
    ],
  }),
  casesOf('ScramIterations', {
    valid: [one('a', { authentication: scram({ iterations: 16_384 }) })],
    invalid: [
      [one('a', { authentication: scram({ iterations: 4095 }) }), ['authentication.iterations']],
    ],
  }),
  casesOf('PasswordLength', {
    valid: [one('a', { authentication: scram() })],
    invalid: [
      [
        one('a', { authentication: scram({ password: { kind: 'generated', length: 8 } }) }),
        ['authentication.password.length'],
      ],
    ],
  }),
  casesOf('UserCertificateLife', {
    valid: [one('a')],
    invalid: [
      [
        one('a', {
          authentication: { ...TLS, kind: 'tls', validitySeconds: 60, renewBeforeSeconds: 30 },
        }),
        ['authentication.validity'],
      ],
    ],
  }),
  casesOf('UserWithoutListener', {
    valid: [one('a'), one('a', { authentication: scram() })],
    invalid: [
      [one('a', { authentication: scram({ mechanism: 'SCRAM-SHA-256' }) }), ['authentication']],
    ],
  }),
];
