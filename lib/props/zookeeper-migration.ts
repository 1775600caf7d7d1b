import type { MigrationStep } from '../spec/migration';

/**
 * A step of the way of a cluster from ZooKeeper to KRaft, on Kafka 3.9. Each is applied by itself, when
 * `cdk8s-kafka migration status` says that the one before is complete.
 */
export class ZooKeeperMigration {
  /** Controllers are made beside the cluster and wait; brokers stay as they are. */
  public static provisionControllers(): ZooKeeperMigration {
    return new ZooKeeperMigration('provisionControllers');
  }

  /**
   * The brokers roll and make themselves known to the controllers, which then copy all metadata, take over, and write to
   * ZooKeeper too. Also the way back from `brokersToKRaft`.
   */
  public static dualWrite(): ZooKeeperMigration {
    return new ZooKeeperMigration('dualWrite');
  }

  /** The brokers roll and leave ZooKeeper; the controllers still write to it. */
  public static brokersToKRaft(): ZooKeeperMigration {
    return new ZooKeeperMigration('brokersToKRaft');
  }

  /** The controllers roll and leave ZooKeeper. From here there is no way back. */
  public static finish(): ZooKeeperMigration {
    return new ZooKeeperMigration('finish');
  }

  /**
   * From `dualWrite` back: the controllers stop, a Job takes their marks out of ZooKeeper, and a broker is the controller
   * again. Afterwards the pool of controllers and this prop are removed.
   */
  public static rollBack(): ZooKeeperMigration {
    return new ZooKeeperMigration('rollBack');
  }

  private constructor(
    /** Name of the step. */
    public readonly step: string,
  ) {}

  /** @internal */
  public _toSpec(): MigrationStep {
    return this.step as MigrationStep;
  }
}
