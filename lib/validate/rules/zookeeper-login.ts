import type { ClusterModel } from '../../model/cluster-model';
import type { EnsembleModel } from '../../model/zookeeper';
import type { ZooKeeperLoginSpec } from '../../spec/zookeeper-connection';
import type { Rule } from '../rule';
import { secretComplaints } from './certificates';
import type { Complaint } from './support';
import { NONE, ofCluster, quoted } from './support';

/** The name stands in a line of JAAS, and for a server it is a part of a key there. */
const USER = /^[A-Za-z0-9._-]{1,64}$/;
const WHY =
  'The name becomes a word of the configuration of JAAS, and a pod that mounts a Secret with an impossible name never starts.';

function complaints(prop: string, login: ZooKeeperLoginSpec | undefined): readonly Complaint[] {
  if (login === undefined) return NONE;
  const { userName, password } = login;
  return [
    ...(USER.test(userName)
      ? []
      : [
          {
            prop: `${prop}.userName`,
            message: `the user ${quoted(userName)} of ZooKeeper is not allowed; allowed are up to 64 letters, digits, '.', '_' and '-'`,
            fix: "leave it out for 'kafka'",
          },
        ]),
    ...secretComplaints(`${prop}.password`, {
      secretName: password.secretName,
      keys: [password.key],
    }),
  ];
}

export const ensembleLogin: Rule<EnsembleModel> = {
  code: 'ZooKeeperLogin',
  severity: 'error',
  why: WHY,
  check: ({ spec: { login } }) =>
    complaints('authentication', login).map((one) => ({ ...one, origin: undefined })),
};

/** Of an ensemble of the same program it has been said there. */
export const zooKeeperLoginElsewhere: Rule<ClusterModel> = {
  code: 'ZooKeeperLoginElsewhere',
  severity: 'error',
  why: WHY,
  check: ofCluster(({ zooKeeper }) =>
    zooKeeper?.ensemble === undefined ? complaints('zooKeeper', zooKeeper?.login) : NONE,
  ),
};
