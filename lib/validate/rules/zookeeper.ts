import type { ClusterModel } from '../../model/cluster-model';
import type { EnsembleModel } from '../../model/zookeeper';
import { isDnsLabel, LABEL_LENGTH } from './kubernetes-names';
import type { Finding } from '../issue';
import type { Rule } from '../rule';
import type { Complaint } from './support';
import { entry, NONE, ofCluster, ofPools, quoted, shown } from './support';
import { ZOOKEEPER_CONNECTION_RULES } from './zookeeper-connection';
import { ensembleLogin } from './zookeeper-login';

type ClusterRule = Rule<ClusterModel>;
type EnsembleRule = Rule<EnsembleModel>;

const ofEnsemble =
  (judge: (ensemble: EnsembleModel) => readonly Complaint[]) =>
  (ensemble: EnsembleModel): readonly Finding[] =>
    judge(ensemble).map((complaint) => ({ ...complaint, origin: undefined }));

const SIZES = [1, 3, 5, 7];

export const ensembleReplicas: EnsembleRule = {
  code: 'ZooKeeperReplicas',
  severity: 'error',
  why: 'A majority decides: of four servers one may be lost as of three, and of two none. More than seven make writes slower.',
  check: ofEnsemble(({ spec: { replicas } }) =>
    SIZES.includes(replicas)
      ? NONE
      : [
          {
            prop: 'replicas',
            message: `there are ${shown(replicas)} servers; allowed are 1, 3, 5 and 7`,
            fix: 'use 3, or 5 to bear the loss of two',
          },
        ],
  ),
};

/** What the longest name of an object adds to that of the ensemble. */
const LONGEST = '-zookeeper-0'.length + '-1234567890'.length;

export const ensembleNameForm: EnsembleRule = {
  code: 'ZooKeeperNameForm',
  severity: 'error',
  why: 'Names of pods and Services begin with it, and are labels of DNS.',
  check: ofEnsemble(({ name }) =>
    isDnsLabel(name) && name.length + LONGEST <= LABEL_LENGTH
      ? NONE
      : [
          {
            prop: 'ensembleName',
            message: `name ${quoted(name)} is not allowed; allowed are lower-case letters, digits and '-', ${String(LABEL_LENGTH - LONGEST)} characters at most`,
            fix: "use a name such as 'zk'",
          },
        ],
  ),
};

export const ensembleVersion: EnsembleRule = {
  code: 'ZooKeeperVersionWithout',
  severity: 'error',
  why: 'The server is run from the image of Kafka, and Kafka 4 has no ZooKeeper any more.',
  check: ofEnsemble(({ spec, version }) =>
    version.supports('zooKeeper') && (spec.version ?? version.version) === version.version
      ? NONE
      : [
          {
            prop: 'version',
            message: `the image of Kafka ${quoted(spec.version ?? '')} has no ZooKeeper`,
            fix: 'leave it out, or use KafkaVersion.V3_9_1',
          },
        ],
  ),
};

export const ensembleImage: EnsembleRule = {
  code: 'ZooKeeperImageMissing',
  severity: 'error',
  why: 'Images that are not from the Apache Kafka project have tags of their own.',
  check: ofEnsemble(({ image, spec }) =>
    image.reference === ''
      ? [
          {
            prop: 'image',
            message: `which image of the profile ${quoted(spec.image?.profile ?? '')} is not said`,
            fix: 'name the image, best with a digest',
          },
        ]
      : NONE,
  ),
};

export const ensembleStorageShape: EnsembleRule = {
  code: 'ZooKeeperStorageJbod',
  severity: 'error',
  why: 'A server has one folder of data and one of logs.',
  check: ofEnsemble(({ spec }) =>
    (['storage', 'logStorage'] as const).flatMap((prop) =>
      spec[prop] === undefined || (spec[prop].kind === 'single' && spec[prop].volumes.length === 1)
        ? []
        : [
            {
              prop,
              message: 'several volumes are given; ZooKeeper uses one',
              fix: 'use Storage.persistent(), and logStorage for the log of transactions',
            },
          ],
    ),
  ),
};

export const ensembleStorageSize: EnsembleRule = {
  code: 'ZooKeeperStorageSize',
  severity: 'error',
  why: 'A claim of nothing is refused by Kubernetes.',
  check: ofEnsemble(({ volumes }) =>
    volumes.flatMap(({ kind, name, sizeBytes }) =>
      kind !== 'persistent' || (Number.isSafeInteger(sizeBytes) && (sizeBytes ?? 0) > 0)
        ? []
        : [
            {
              prop: name === 'log' ? 'logStorage.size' : 'storage.size',
              message: `the volume has ${shown(sizeBytes)} bytes; allowed are whole numbers above 0`,
              fix: 'use a size such as Size.gibibytes(20)',
            },
          ],
    ),
  ),
};

export const ensembleStorageEphemeral: EnsembleRule = {
  code: 'ZooKeeperStorageEphemeral',
  severity: 'warning',
  why: 'All servers lost at once are all topics lost.',
  check: ofEnsemble(({ volumes }) =>
    volumes.every(({ kind }) => kind === 'persistent')
      ? NONE
      : [
          {
            prop: 'storage',
            message: 'the servers keep their data on volumes that go with the pods',
            fix: 'use Storage.persistent()',
          },
        ],
  ),
};

const MANAGED =
  /^(ssl\.|authProvider\.sasl|sessionRequire|sslQuorum|server\.\d|4lw\.|admin\.|secureClientPort|clientPort|data(Log)?Dir$)/;
const MANAGED_TOO: readonly string[] = [
  'quorumListenOnAllIPs',
  'reconfigEnabled',
  'serverCnxnFactory',
  'standaloneEnabled',
];

export const ensembleConfigManaged: EnsembleRule = {
  code: 'ZooKeeperConfigManaged',
  severity: 'error',
  why: 'Ports, servers, folders and certificates follow from other props; one that differs cuts the servers off.',
  check: ofEnsemble(({ spec }) =>
    Object.keys(spec.config)
      .filter((key) => MANAGED.test(key) || MANAGED_TOO.includes(key))
      .sort()
      .map((key) => ({
        prop: entry('config', key),
        message: `${quoted(key)} is written by the library itself`,
        fix: 'leave it out',
      })),
  ),
};

/** What is asked of ensembles alone; the rules of Kafka's pods that hold of theirs too are told with Kafka's. */
export const OWN_ENSEMBLE_RULES: readonly EnsembleRule[] = [
  ensembleNameForm,
  ensembleVersion,
  ensembleReplicas,
  ensembleImage,
  ensembleStorageShape,
  ensembleStorageSize,
  ensembleStorageEphemeral,
  ensembleConfigManaged,
  ensembleLogin,
];

export const zooKeeperUnsupported: ClusterRule = {
  code: 'ZooKeeperUnsupported',
  severity: 'error',
  why: 'Kafka 4 has no ZooKeeper mode any more; 3.9 is the last version with it, and the one from which KRaft is reached.',
  check: ofCluster(({ zooKeeper, version }) =>
    zooKeeper === undefined || version.supports('zooKeeper')
      ? NONE
      : [
          {
            prop: 'zooKeeper',
            message: `the cluster is on ZooKeeper, which Kafka ${version.version} does not have`,
            fix: 'use KafkaVersion.V3_9_1 on ZooKeeper, or leave zooKeeper out and add NodePool.controllers()',
          },
        ],
  ),
};

export const zooKeeperWithControllers: ClusterRule = {
  code: 'ZooKeeperWithControllers',
  severity: 'error',
  why: 'On ZooKeeper a broker is the controller, and nodes of a quorum would be another cluster.',
  check: ofPools((pool, { mode }) =>
    mode.hasControllers || !pool.isController
      ? NONE
      : [
          {
            prop: 'roles',
            message: `pool ${quoted(pool.name)} has controllers, and the cluster is on ZooKeeper`,
            fix: 'use NodePool.brokers() alone, or lead the cluster away from ZooKeeper, beginning with ZooKeeperMigration.provisionControllers()',
          },
        ],
  ),
};

export const zooKeeperWithQuorum: ClusterRule = {
  code: 'ZooKeeperWithQuorum',
  severity: 'error',
  why: 'Without controllers there is no quorum to describe.',
  check: ofCluster(({ mode, spec }) =>
    mode.hasControllers || spec.quorum === undefined
      ? NONE
      : [
          {
            prop: 'quorum',
            message: 'a quorum is described, and the cluster is on ZooKeeper, without controllers',
            fix: 'leave quorum out',
          },
        ],
  ),
};

export const zooKeeperElsewhere: ClusterRule = {
  code: 'ZooKeeperNamespaceDiffers',
  severity: 'error',
  why: 'Pods mount Secrets of their own namespace alone, and the certificate for the ensemble is in its namespace.',
  check: ofCluster(({ zooKeeper, namespace }) => {
    const other = zooKeeper?.ensemble?.namespace;
    return other === undefined || other === namespace
      ? NONE
      : [
          {
            prop: 'zooKeeper',
            message: `the ensemble is in namespace ${quoted(other)}, the cluster in ${quoted(namespace)}`,
            fix: 'put both into one chart, or use ZooKeeperEnsemble.fromConnectString() with Secrets of your own',
          },
        ];
  }),
};

export const ZOOKEEPER_RULES: readonly ClusterRule[] = [
  zooKeeperUnsupported,
  zooKeeperWithControllers,
  zooKeeperWithQuorum,
  zooKeeperElsewhere,
  ...ZOOKEEPER_CONNECTION_RULES,
];
