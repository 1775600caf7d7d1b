import type { ClusterModel } from '../../../../lib/model/cluster-model';
import type { ImageSpec } from '../../../../lib/spec/cluster';
import * as images from '../../../../lib/validate/rules/image-platform';
import * as quorum from '../../../../lib/validate/rules/quorum';
import * as rolling from '../../../../lib/validate/rules/rolling';
import { versionUnknown } from '../../../../lib/validate/rules/versions';
import { cluster } from '../../../support/build';
import type { Cases } from './case';

const founders = (...initialControllers: readonly number[]) =>
  cluster({ quorum: { kind: 'dynamic', initialControllers } });
const founded = (version: string, ...initialControllers: readonly number[]) =>
  cluster({ version, quorum: { kind: 'dynamic', initialControllers } });

/** Each version there is has dynamic quorums; a model of one that has not. */
function withoutFeatures(model: ClusterModel): ClusterModel {
  return { ...model, version: { ...model.version, supports: () => false } };
}

const FOUNDERS = 'quorum.initialControllers';

export const QUORUM_CASES: Cases = [
  {
    rule: quorum.quorumDynamicUnsupported,
    valid: [
      cluster(),
      founded('3.9.1', 0),
      withoutFeatures(cluster({ quorum: { kind: 'static', initialControllers: undefined } })),
    ],
    invalid: [[withoutFeatures(cluster()), ['quorum']]],
  },
  {
    rule: quorum.quorumFoundersMissing,
    valid: [cluster(), founders(0)],
    invalid: [[founders(), [FOUNDERS]]],
  },
  {
    rule: quorum.quorumFounderUnknown,
    valid: [cluster(), founders(0, 1, 2), cluster({ nodePools: [] })],
    invalid: [
      [founders(0, 1, 7), [`${FOUNDERS}[2]`]],
      [founders(100, Number.NaN), [`${FOUNDERS}[0]`, `${FOUNDERS}[1]`]],
    ],
  },
  {
    rule: quorum.quorumFounderRepeated,
    valid: [cluster(), founders(0, 1)],
    invalid: [[founders(0, 1, 0), [`${FOUNDERS}[2]`]]],
  },
  {
    rule: quorum.quorumJoinByHand,
    valid: [cluster(), founders(0), founded('3.9.1', 0, 1, 2), cluster({ version: '3.9.1' })],
    invalid: [[founded('3.9.1', 0), [FOUNDERS]]],
  },
  {
    rule: versionUnknown,
    valid: [cluster(), cluster({ version: '4.2.0' }), cluster({ version: '4.3.99' })],
    invalid: ['', '2.8.0', '4', 'latest', '5.0.0'].map((version) => [
      cluster({ version }),
      ['version'],
    ]),
  },
];

const imaged = (said: Partial<ImageSpec>, version?: string) =>
  cluster({
    version,
    image: { profile: 'apache', image: undefined, pullPolicy: undefined, ...said },
  });
const DIGEST = `sha256:${'0'.repeat(64)}`;

export const IMAGE_CASES: Cases = [
  {
    rule: images.imageMissing,
    valid: [cluster(), imaged({ profile: 'strimzi', image: 'kafka:1' })],
    invalid: [
      [imaged({ profile: 'strimzi' }), ['image']],
      [imaged({ image: '' }), ['image']],
    ],
  },
  {
    rule: images.imageForm,
    valid: [
      cluster(),
      imaged({ image: 'registry.example.com:5000/a/b_c/kafka:4.3.1-x' }),
      imaged({ image: `kafka@${DIGEST}` }),
    ],
    invalid: ['Kafka', 'kafka :1', 'kafka:', 'https://x/kafka', 'kafka@sha256:12', '/kafka'].map(
      (image) => [imaged({ image }), ['image']],
    ),
  },
  {
    rule: images.imageNotPinned,
    valid: [cluster(), imaged({ image: `kafka@${DIGEST}` }), imaged({ image: 'kafka:4.3.1' })],
    invalid: [
      [imaged({ image: 'apache/kafka:latest' }), ['image']],
      [imaged({ image: 'registry.example.com:5000/kafka' }), ['image']],
    ],
  },
  {
    rule: images.imageVersionDiffers,
    valid: [
      cluster(),
      imaged({ image: 'mirror/kafka:4.3.1-r2' }),
      imaged({ image: 'mirror/kafka:r2' }),
      imaged({ profile: 'confluent', image: 'confluentinc/cp-kafka:8.1.0' }),
    ],
    invalid: [[imaged({ image: 'mirror/kafka:4.2.0' }, '4.3.1'), ['image']]],
  },
  {
    rule: images.imagePullPolicy,
    valid: [cluster(), imaged({ pullPolicy: 'Always' })],
    invalid: ['always', '', 'Sometimes'].map((pullPolicy) => [
      imaged({ pullPolicy }),
      ['image.pullPolicy'],
    ]),
  },
  {
    rule: images.appsDomainForm,
    valid: [
      cluster(),
      cluster({ platform: { kind: 'openshift', appsDomain: undefined } }),
      cluster({ platform: { kind: 'openshift', appsDomain: 'apps.example.com' } }),
    ],
    invalid: ['*.apps.example.com', 'https://apps', ''].map((appsDomain) => [
      cluster({ platform: { kind: 'openshift', appsDomain } }),
      ['platform.appsDomain'],
    ]),
  },
];

const rolls = (maxWaitSeconds: number | undefined, shutdownSeconds?: number) =>
  cluster({ rolling: { maxWaitSeconds, shutdownSeconds, warmUpSeconds: undefined } });
const warmsUp = (warmUpSeconds: number) =>
  cluster({ rolling: { maxWaitSeconds: undefined, shutdownSeconds: undefined, warmUpSeconds } });

export const ROLLING_CASES: Cases = [
  {
    rule: rolling.rollingMaxWait,
    valid: [cluster(), rolls(0), rolls(3600)],
    invalid: [-1, 0.5, Number.NaN, 86401].map((seconds) => [rolls(seconds), ['rolling.maxWait']]),
  },
  {
    rule: rolling.rollingShutdown,
    valid: [cluster(), rolls(undefined, 31)],
    invalid: [30, 0, 45.5, Number.NaN].map((seconds) => [
      rolls(undefined, seconds),
      ['rolling.shutdown'],
    ]),
  },
  {
    rule: rolling.rollingWarmUp,
    valid: [cluster(), warmsUp(0), warmsUp(120)],
    invalid: [-1, 0.5, 3601].map((seconds) => [warmsUp(seconds), ['rolling.warmUp']]),
  },
];
