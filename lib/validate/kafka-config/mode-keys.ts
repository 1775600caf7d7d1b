/** Where a cluster has its metadata. */
export type Mode = 'kraft' | 'zooKeeper';

/**
 * Options of Kafka 3.9 that are read in one mode alone, and prefixes of such options, which end with a dot: those of its
 * `KRaftConfigs`, `QuorumConfig`, `ZkConfigs` and `PasswordEncoderConfigs`, and of what is built on one of the modes.
 */
const KEYS: Readonly<Record<Mode, readonly string[]>> = {
  kraft: [
    'broker.heartbeat.interval.ms',
    'broker.session.timeout.ms',
    'controller.quorum.',
    'eligible.leader.replicas.enable',
    'group.consumer.',
    'group.coordinator.append.linger.ms',
    'group.coordinator.new.enable',
    'group.coordinator.rebalance.protocols',
    'group.coordinator.threads',
    'group.share.',
    'initial.broker.registration.timeout.ms',
    'metadata.log.',
    'metadata.max.',
    'server.max.startup.time.ms',
    'telemetry.max.bytes',
    'unclean.leader.election.interval.ms',
  ],
  zooKeeper: [
    'controlled.shutdown.max.retries',
    'controlled.shutdown.retry.backoff.ms',
    'leader.imbalance.per.broker.percentage',
    'password.encoder.',
    'zookeeper.',
  ],
};

/** Whether only clusters in that mode read the option. */
export const isOfMode = (mode: Mode, key: string): boolean =>
  KEYS[mode].some((one) => (one.endsWith('.') ? key.startsWith(one) : key === one));
