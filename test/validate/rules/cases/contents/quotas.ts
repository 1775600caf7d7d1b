import { contents, limits, quota, user } from '../../../../support/contents';
import { casesOf } from './case';

const one = (...said: Parameters<typeof quota>) => contents({ quotas: [quota(...said)] });
const ofUser = (more: Parameters<typeof limits>[0]) =>
  contents({ users: [user('shop', { quotas: limits(more) })] });

export const QUOTA_CASES = [
  casesOf('QuotaValue', {
    valid: [one({ user: null }), ofUser({ producerByteRate: 1024 })],
    invalid: [
      [one({ user: null }, { requestPercentage: 0 }), ['requestPercentage']],
      [ofUser({ producerByteRate: -1 }), ['quotas.producerByteRate']],
    ],
  }),
  casesOf('QuotaUnfit', {
    valid: [one({ ip: null }, { connectionCreationRate: 10 })],
    invalid: [
      [one({ ip: '10.0.0.7' }, { requestPercentage: 10 }), ['requestPercentage']],
      [ofUser({ connectionCreationRate: 10 }), ['quotas.connectionCreationRate']],
    ],
  }),
  casesOf('QuotaEmpty', {
    valid: [one({ user: null })],
    invalid: [[one({ user: null }, {}), ['quotas']]],
  }),
  casesOf('QuotaEntityForm', {
    valid: [
      one({ ip: '10.0.0.7' }, { connectionCreationRate: 1 }),
      one({ ip: '2001:db8::1' }, { connectionCreationRate: 1 }),
      one({ 'client-id': 'web' }),
    ],
    invalid: [
      [one({ ip: '10.0.0.0/8' }, { connectionCreationRate: 1 }), ['entity']],
      [one({ 'client-id': '' }), ['entity']],
    ],
  }),
  casesOf('QuotaRepeated', {
    valid: [
      contents({ quotas: [quota({ user: null }), quota({ user: null, 'client-id': null })] }),
    ],
    invalid: [[contents({ quotas: [quota({ user: null }), quota({ user: null })] }), ['entity']]],
  }),
  casesOf('QuotaUserUndeclared', {
    valid: [
      one({ user: null }),
      contents({ users: [user('shop')], quotas: [quota({ user: 'CN=shop', 'client-id': 'a' })] }),
    ],
    invalid: [[contents({ users: [user('shop')], quotas: [quota({ user: 'shop' })] }), ['entity']]],
  }),
  casesOf('QuotaHitsReconciler', {
    valid: [
      one({ user: null }, { producerByteRate: 1024 }),
      one({ user: null, 'client-id': null }),
      contents({
        quotas: [quota({ user: null }), quota({ user: 'orders-kafka-reconciler' })],
      }),
    ],
    invalid: [[one({ user: null }, { controllerMutationRate: 5 }), ['controllerMutationRate']]],
  }),
];
