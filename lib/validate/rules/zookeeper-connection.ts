import type { ClusterModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { secretComplaints } from './certificates';
import { NONE, ofCluster, quoted } from './support';
import { zooKeeperLoginElsewhere } from './zookeeper-login';

type ClusterRule = Rule<ClusterModel>;

const SERVER = /^[a-zA-Z0-9.-]+:(\d{1,5})$/;
const PATH = /^(\/[^/\s,]+)*$/;
const MAX_PORT = 65_535;

function isServer(text: string): boolean {
  const port = Number(SERVER.exec(text)?.[1]);
  return port > 0 && port <= MAX_PORT;
}

/** `host:port,host:port/path`, as ZooKeeper's client reads it. */
function isConnectString(text: string): boolean {
  const slash = text.indexOf('/');
  const [servers, path] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
  return servers.split(',').every(isServer) && PATH.test(path);
}

export const zooKeeperConnectForm: ClusterRule = {
  code: 'ZooKeeperConnectForm',
  severity: 'error',
  why: 'Kafka stops at its start when it cannot read where ZooKeeper is.',
  check: ofCluster(({ zooKeeper }) =>
    zooKeeper === undefined || isConnectString(zooKeeper.connectString)
      ? NONE
      : [
          {
            prop: 'zooKeeper',
            message: `${quoted(zooKeeper.connectString)} does not say where ZooKeeper is; allowed is host:port, several with commas, and a path such as /kafka behind the last`,
            fix: "correct the connect string or zooKeeperChroot, such as '/kafka'",
          },
        ],
  ),
};

export const zooKeeperChroot: ClusterRule = {
  code: 'ZooKeeperChroot',
  severity: 'error',
  why: 'In another path Kafka finds nothing of what it has kept.',
  check: ofCluster(({ spec: { zooKeeper, zooKeeperChroot: chroot } }) => {
    if (chroot === undefined) return NONE;
    const prop = 'zooKeeperChroot';
    if (zooKeeper === undefined) {
      const message = `the path ${quoted(chroot)} in ZooKeeper is given, and no zooKeeper`;
      return [{ prop, message, fix: 'leave it out, or give zooKeeper' }];
    }
    const [, path] = /(\/.*)/.exec(zooKeeper.connectString) ?? [];
    if (path === undefined || chroot === '/') return NONE;
    const message = `the path ${quoted(chroot)} in ZooKeeper is given, and the connect string has the path ${quoted(path)} already`;
    return [{ prop, message, fix: 'say it in one place' }];
  }),
};

export const zooKeeperWithoutTls: ClusterRule = {
  code: 'ZooKeeperWithoutTls',
  severity: 'warning',
  why: 'Who reaches ZooKeeper can change all topics, rules and passwords of the cluster.',
  check: ofCluster(({ zooKeeper }) =>
    zooKeeper === undefined || zooKeeper.tls !== undefined
      ? NONE
      : [
          {
            prop: 'zooKeeper',
            message: 'the brokers come to ZooKeeper without TLS',
            fix: 'give tls with the Secret of a client and the CA of the ensemble',
          },
        ],
  ),
};

/** Of an ensemble of the same program they have been judged there. */
export const zooKeeperSecretsElsewhere: ClusterRule = {
  code: 'ZooKeeperSecretName',
  severity: 'error',
  why: 'A pod that mounts a Secret with an impossible name never starts.',
  check: ofCluster(({ zooKeeper }) => {
    if (zooKeeper?.tls === undefined || zooKeeper.ensemble !== undefined) return NONE;
    const { clientSecretName, cas } = zooKeeper.tls;
    return [
      ...secretComplaints('zooKeeper.tls.clientSecretName', {
        secretName: clientSecretName,
        keys: [],
      }),
      ...cas.flatMap(({ secretName, key }) =>
        secretComplaints('zooKeeper.tls.ca', { secretName, keys: [key] }),
      ),
    ];
  }),
};

/** How a cluster comes to its ensemble, most of all to one that was made elsewhere. */
export const ZOOKEEPER_CONNECTION_RULES: readonly ClusterRule[] = [
  zooKeeperConnectForm,
  zooKeeperChroot,
  zooKeeperWithoutTls,
  zooKeeperSecretsElsewhere,
  zooKeeperLoginElsewhere,
];
