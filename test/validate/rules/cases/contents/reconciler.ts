import { Reconciler } from '../../../../../lib/props/reconciler';
import type { ReconcilerJobOptions } from '../../../../../lib/props/reconciler';
import { contents, ELSEWHERE, topic } from '../../../../support/contents';
import { casesOf } from './case';

const job = (options: ReconcilerJobOptions) => contents({}, {}, Reconciler.job(options)._toSpec());
const servers = (...bootstrapServers: readonly string[]) =>
  contents({}, { ...ELSEWHERE, connection: { ...ELSEWHERE.connection, bootstrapServers } });
const waiver = (reason: string, rule = 'RetentionCut') =>
  job({ waivers: [{ rule, subject: 'topic:a', reason }] });
const provided = { identities: { kind: 'provided' } } as const;

export const RECONCILER_CASES = [
  casesOf('ReconcilerSchedule', {
    valid: [job({}), job({ schedule: '*/10 8-18 * * 1-5' }), job({ schedule: '@hourly' })],
    invalid: [
      [job({ schedule: 'every hour' }), ['reconciler.schedule']],
      [job({ schedule: '* * * *' }), ['reconciler.schedule']],
    ],
  }),
  casesOf('ReconcilerMaxDeletes', {
    valid: [job({ maxDeletes: 0 })],
    invalid: [[job({ maxDeletes: -1 }), ['reconciler.maxDeletes']]],
  }),
  casesOf('ReconcilerWaiver', {
    valid: [waiver('nobody needs it')],
    invalid: [[waiver(' '), ['reconciler.waivers[0]']]],
  }),
  casesOf('ReconcilerWaiverUnknown', {
    valid: [waiver('nobody needs it')],
    invalid: [
      [waiver('nobody needs it', 'RetentionCuts'), ['reconciler.waivers[0]']],
      [waiver('nobody needs it', 'Everything'), ['reconciler.waivers[0]']],
    ],
  }),
  casesOf('ReconcilerSecretForm', {
    valid: [
      job({}),
      contents({}, provided, Reconciler.job({ certificateSecretName: 'own' })._toSpec()),
    ],
    invalid: [
      [job({ certificateSecretName: 'own' }), ['reconciler.certificateSecretName']],
      [
        contents({}, provided, Reconciler.job({ certificateSecretName: 'Own' })._toSpec()),
        ['reconciler.certificateSecretName'],
      ],
    ],
  }),
  casesOf('ContentsNamespaceMissing', {
    valid: [
      contents({ topics: [topic('a')] }, ELSEWHERE),
      contents({}, { ...ELSEWHERE, namespaceKnown: false }),
    ],
    invalid: [
      [contents({ topics: [topic('a')] }, { ...ELSEWHERE, namespaceKnown: false }), ['namespace']],
    ],
  }),
  casesOf('BootstrapServersForm', {
    valid: [servers('kafka:9092', '10.0.0.7:1', '[::1]:9092')],
    invalid: [
      [servers('kafka'), ['bootstrapServers']],
      [servers('kafka:70000'), ['bootstrapServers']],
      [servers(), ['bootstrapServers']],
    ],
  }),
];
