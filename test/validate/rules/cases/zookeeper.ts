import type { EnsembleModel } from '../../../../lib/model/zookeeper';
import type { RuleCases } from '../../../../lib/testing/rule-tester';
import * as rules from '../../../../lib/validate/rules/zookeeper';
import * as connections from '../../../../lib/validate/rules/zookeeper-connection';
import * as logins from '../../../../lib/validate/rules/zookeeper-login';
import type { Rule } from '../../../../lib/validate/rule';
import {
  cluster,
  controllers,
  ensemble,
  jbod,
  pool,
  single,
  zooKeeper,
} from '../../../support/build';
import type { Cases } from './case';

const onZooKeeper = (said: Parameters<typeof cluster>[0] = {}) =>
  cluster({ version: '3.9.1', zooKeeper: zooKeeper(), nodePools: [pool()], ...said });

/** On an ensemble that was made elsewhere. */
const elsewhere = (
  connection: Parameters<typeof zooKeeper>[0],
  said: Parameters<typeof onZooKeeper>[0] = {},
) => onZooKeeper({ zooKeeper: zooKeeper({ ensemble: undefined, ...connection }), ...said });

const login = (userName: string, secretName = 'zk-login') => ({
  userName,
  password: { secretName, key: 'password' },
});

export const ZOOKEEPER_CASES: Cases = [
  {
    rule: logins.zooKeeperLoginElsewhere,
    valid: [
      cluster(),
      onZooKeeper({ zooKeeper: zooKeeper({ ensemble: undefined, login: login('kafka') }) }),
      onZooKeeper({ zooKeeper: zooKeeper({ login: login('a b') }) }),
    ],
    invalid: [
      [
        onZooKeeper({ zooKeeper: zooKeeper({ ensemble: undefined, login: login('a b') }) }),
        ['zooKeeper.userName'],
      ],
    ],
  },
  {
    rule: rules.zooKeeperUnsupported,
    valid: [cluster(), onZooKeeper()],
    invalid: [[onZooKeeper({ version: '4.3.1' }), ['zooKeeper']]],
  },
  {
    rule: rules.zooKeeperWithControllers,
    valid: [cluster(), onZooKeeper()],
    invalid: [[onZooKeeper({ nodePools: [controllers(), pool()] }), ['nodePools[0].roles']]],
  },
  {
    rule: rules.zooKeeperWithQuorum,
    valid: [cluster({ quorum: { kind: 'static', initialControllers: undefined } }), onZooKeeper()],
    invalid: [
      [onZooKeeper({ quorum: { kind: 'static', initialControllers: undefined } }), ['quorum']],
    ],
  },
  {
    rule: connections.zooKeeperConnectForm,
    valid: [cluster(), onZooKeeper(), onZooKeeper({ zooKeeperChroot: '/' })],
    invalid: [
      [onZooKeeper({ zooKeeperChroot: 'kafka' }), ['zooKeeper']],
      ...['zk', 'zk:0', 'zk:70000', 'zk:2181,', 'zk:2181/a,zk:2181', 'zk:2181//a'].map(
        (connectString) =>
          [onZooKeeper({ zooKeeper: zooKeeper({ connectString }) }), ['zooKeeper']] as const,
      ),
    ],
  },
  {
    rule: connections.zooKeeperChroot,
    valid: [
      cluster(),
      onZooKeeper({ zooKeeperChroot: '/a' }),
      elsewhere({ connectString: 'zk:2181/a' }),
      elsewhere({ connectString: 'zk:2181/a' }, { zooKeeperChroot: '/' }),
    ],
    invalid: [
      [cluster({ zooKeeperChroot: '/a' }), ['zooKeeperChroot']],
      [elsewhere({ connectString: 'zk:2181/a' }, { zooKeeperChroot: '/b' }), ['zooKeeperChroot']],
    ],
  },
  {
    rule: connections.zooKeeperSecretsElsewhere,
    valid: [cluster(), onZooKeeper(), elsewhere({ tls: undefined }), elsewhere({})],
    invalid: [
      [
        elsewhere({
          tls: { clientSecretName: 'No Name', cas: [{ secretName: 'ca', key: 'a/b' }] },
        }),
        ['zooKeeper.tls.clientSecretName', 'zooKeeper.tls.ca'],
      ],
    ],
  },
  {
    rule: rules.zooKeeperElsewhere,
    valid: [
      cluster(),
      onZooKeeper(),
      onZooKeeper({ zooKeeper: zooKeeper({ ensemble: undefined }) }),
    ],
    invalid: [
      [
        onZooKeeper({
          zooKeeper: zooKeeper({ ensemble: { name: 'zk', namespace: 'other', fingerprint: '0' } }),
        }),
        ['zooKeeper'],
      ],
    ],
  },
  {
    rule: connections.zooKeeperWithoutTls,
    valid: [cluster(), onZooKeeper()],
    invalid: [[onZooKeeper({ zooKeeper: zooKeeper({ tls: undefined }) }), ['zooKeeper']]],
  },
];

export interface EnsembleRuleCases extends RuleCases<EnsembleModel> {
  readonly rule: Rule<EnsembleModel>;
}

export const ENSEMBLE_CASES: readonly EnsembleRuleCases[] = [
  {
    rule: logins.ensembleLogin,
    valid: [ensemble(), ensemble({ login: login('kafka') })],
    invalid: [
      [ensemble({ login: login('"') }), ['authentication.userName']],
      [ensemble({ login: login('kafka', 'No Name') }), ['authentication.password']],
    ],
  },
  {
    rule: rules.ensembleNameForm,
    valid: [ensemble()],
    invalid: ['ZK', '', 'a'.repeat(60)].map((name) => [ensemble({ name }), ['ensembleName']]),
  },
  {
    rule: rules.ensembleVersion,
    valid: [ensemble(), ensemble({ version: '3.9.1' })],
    invalid: ['4.3.1', '2.8.0'].map((version) => [ensemble({ version }), ['version']]),
  },
  {
    rule: rules.ensembleReplicas,
    valid: [1, 3, 5, 7].map((replicas) => ensemble({ replicas })),
    invalid: [4, 0, 9, Number.NaN, 2.5].map((replicas) => [ensemble({ replicas }), ['replicas']]),
  },
  {
    rule: rules.ensembleImage,
    valid: [ensemble()],
    invalid: [
      [
        ensemble({ image: { profile: 'strimzi', image: undefined, pullPolicy: undefined } }),
        ['image'],
      ],
    ],
  },
  {
    rule: rules.ensembleStorageShape,
    valid: [ensemble(), ensemble({ logStorage: single() })],
    invalid: [[ensemble({ storage: jbod({}, {}) }), ['storage']]],
  },
  {
    rule: rules.ensembleStorageSize,
    valid: [ensemble()],
    invalid: [[ensemble({ storage: single({ sizeBytes: 0 }) }), ['storage.size']]],
  },
  {
    rule: rules.ensembleStorageEphemeral,
    valid: [ensemble()],
    invalid: [[ensemble({ storage: undefined }), ['storage']]],
  },
  {
    rule: rules.ensembleConfigManaged,
    valid: [ensemble({ config: { tickTime: '3000' } })],
    invalid: [
      [
        ensemble({ config: { secureClientPort: '1', 'server.1': 'a' } }),
        ["config['secureClientPort']", "config['server.1']"],
      ],
    ],
  },
];
