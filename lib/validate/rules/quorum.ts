import type { ClusterModel } from '../../model/cluster-model';
import type { Rule } from '../rule';
import { item, NONE, ofCluster, repeats, shown } from './support';

type ClusterRule = Rule<ClusterModel>;

const FOUNDERS = 'quorum.initialControllers';

const foundersOf = ({ spec }: ClusterModel): readonly number[] | undefined =>
  spec.quorum?.initialControllers;

export const quorumDynamicUnsupported: ClusterRule = {
  code: 'QuorumDynamicUnsupported',
  severity: 'error',
  why: 'Voters in the metadata log (KIP-853) came with Kafka 3.9.',
  check: ofCluster(({ quorum, version }) =>
    quorum.kind !== 'dynamic' || version.supports('dynamicQuorum')
      ? NONE
      : [
          {
            prop: 'quorum',
            message: `the quorum is dynamic, which Kafka ${version.version} does not have`,
            fix: 'use Quorum.fixed(), or a newer version',
          },
        ],
  ),
};

export const quorumFoundersMissing: ClusterRule = {
  code: 'QuorumFoundersMissing',
  severity: 'error',
  why: 'Nobody would found the cluster, and each controller would wait for one that did.',
  check: ofCluster((cluster) =>
    foundersOf(cluster)?.length === 0
      ? [
          {
            prop: FOUNDERS,
            message: 'the list of initial controllers is empty',
            fix: 'name the node ids of the controllers that found the cluster, or leave it out for all',
          },
        ]
      : NONE,
  ),
};

export const quorumFounderUnknown: ClusterRule = {
  code: 'QuorumFounderUnknown',
  severity: 'error',
  why: 'The founding waits for a majority of the initial controllers, also of those that do not exist.',
  check: ofCluster((cluster) => {
    const ids = cluster.controllers.map(({ nodeId }) => nodeId);
    if (ids.length === 0) return NONE;
    return (foundersOf(cluster) ?? []).flatMap((id, index) =>
      ids.includes(id)
        ? []
        : [
            {
              prop: item(FOUNDERS, index),
              message: `initial controller ${shown(id)} is no controller; the controllers are ${listed(ids)}`,
              fix: 'name node ids of controllers',
            },
          ],
    );
  }),
};

const listed = (ids: readonly number[]): string =>
  ids.length > 9 ? `${ids.slice(0, 9).join(', ')} and more` : ids.join(', ');

export const quorumFounderRepeated: ClusterRule = {
  code: 'QuorumFounderRepeated',
  severity: 'error',
  why: 'A controller has one vote.',
  check: ofCluster((cluster) =>
    repeats(foundersOf(cluster) ?? [], String).map(({ member, index }) => ({
      prop: item(FOUNDERS, index),
      message: `initial controller ${shown(member)} is named twice`,
      fix: 'name each once',
    })),
  ),
};

export const quorumJoinByHand: ClusterRule = {
  code: 'QuorumJoinByHand',
  severity: 'warning',
  why: 'Controllers join a running quorum by themselves from Kafka 4.2 on. Before, they only watch until somebody adds them.',
  check: ofCluster(({ quorum, controllers, version }) => {
    const founders = quorum.initialControllers.map(({ node }) => node.nodeId);
    const later = controllers.map(({ nodeId }) => nodeId).filter((id) => !founders.includes(id));
    if (quorum.kind !== 'dynamic' || quorum.autoJoin || later.length === 0) return NONE;
    return [
      {
        prop: FOUNDERS,
        message: `controllers ${listed(later)} are not among the initial ones, and do not join by themselves in Kafka ${version.version}`,
        fix: 'add each with kafka-metadata-quorum.sh add-controller, or use Kafka 4.2 or newer',
      },
    ];
  }),
};

export const QUORUM_RULES: readonly ClusterRule[] = [
  quorumDynamicUnsupported,
  quorumFoundersMissing,
  quorumFounderUnknown,
  quorumFounderRepeated,
  quorumJoinByHand,
];
