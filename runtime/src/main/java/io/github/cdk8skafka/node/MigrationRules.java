package io.github.cdk8skafka.node;

import io.github.cdk8skafka.node.MigrationRecord.State;

/** Whether a node may start in the way that its settings say, given how far the migration from ZooKeeper is. */
final class MigrationRules {
    /** What a node is by its settings. */
    enum Kind {
        ZOOKEEPER_BROKER,
        MIGRATING_BROKER,
        KRAFT_BROKER,
        MIGRATING_CONTROLLER,
        KRAFT_CONTROLLER
    }

    private MigrationRules() {}

    /** Why the node has to wait; null when it may start. Refused where no time will change that. */
    static String objection(Kind kind, MigrationRecord record, boolean hasMetadataLog) {
        State state = record.state();
        if (state == State.UNKNOWN) {
            return kind == Kind.MIGRATING_CONTROLLER || kind == Kind.KRAFT_CONTROLLER
                    ? null
                    : "how far the migration is cannot be read";
        }
        switch (kind) {
            case ZOOKEEPER_BROKER:
                refuseAfterTheEnd(state);
                return state == State.MIGRATION
                        ? "the controllers have the metadata, and this broker is to run on ZooKeeper alone:"
                                + " apply ZooKeeperMigration.rollBack() first"
                        : null;
            case MIGRATING_BROKER:
                refuseAfterTheEnd(state);
                return state == State.NONE
                        ? "no controller waits for the brokers of a migration: apply"
                                + " ZooKeeperMigration.provisionControllers() first"
                        : null;
            case KRAFT_BROKER:
                return state == State.MIGRATION || state == State.POST_MIGRATION
                        ? null
                        : "this disk comes from ZooKeeper, and the controllers do not have its metadata (" + state
                                + "): apply ZooKeeperMigration.dualWrite() first";
            case MIGRATING_CONTROLLER:
                refuseAfterTheEnd(state);
                if (state == State.ROLLED_BACK && hasMetadataLog) {
                    throw new Refused("the metadata log on this disk is of a migration that was rolled back:"
                            + " delete the claims of the controllers");
                }
                return null;
            default:
                return controllerObjection(record);
        }
    }

    /** A controller that does not write to ZooKeeper ends the migration when it leads. */
    private static String controllerObjection(MigrationRecord record) {
        if (record.state() == State.PRE_MIGRATION) {
            return "the metadata is still in ZooKeeper: apply ZooKeeperMigration.dualWrite() first";
        }
        return record.state() == State.MIGRATION && record.zkBrokers() > 0
                ? record.zkBrokers() + " of " + record.brokers()
                        + " brokers are still on ZooKeeper: apply ZooKeeperMigration.brokersToKRaft() first"
                : null;
    }

    private static void refuseAfterTheEnd(State state) {
        if (state == State.POST_MIGRATION) {
            throw new Refused("the migration from ZooKeeper is complete, there is no way back:"
                    + " apply ZooKeeperMigration.finish(), or leave zooKeeper and migration out");
        }
    }

    /** Why the marks of the controllers must stay in ZooKeeper; null when they may be taken out. */
    static String rollBackObjection(MigrationRecord record) {
        refuseAfterTheEnd(record.state());
        if (record.state() == State.UNKNOWN) {
            return "how far the migration is cannot be read";
        }
        if (record.state() == State.NONE) {
            throw new Refused("there is no migration that could be rolled back");
        }
        return record.state() == State.MIGRATION && !record.allOnZooKeeper()
                ? record.zkBrokers() + " of " + record.brokers()
                        + " brokers are on ZooKeeper: apply ZooKeeperMigration.dualWrite() first"
                : null;
    }
}
