package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdk8skafka.node.MigrationRecord.State;
import io.github.cdk8skafka.node.MigrationRules.Kind;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** What a node asks before it starts, as it may be on its way from ZooKeeper to KRaft. */
final class Migration {
    private static final long PAUSE_MS = 2_000;

    private final Node node;
    private final KubeApi api;
    private final Disks disks;
    private final Kind kind;
    private final Log log = new Log();
    private State state = State.UNKNOWN;

    Migration(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
        this.disks = new Disks(node);
        boolean migrates = isMigrating(node);
        if (node.isController()) {
            this.kind = migrates ? Kind.MIGRATING_CONTROLLER : Kind.KRAFT_CONTROLLER;
        } else if (node.formatsStorage()) {
            this.kind = Kind.KRAFT_BROKER;
        } else {
            this.kind = migrates ? Kind.MIGRATING_BROKER : Kind.ZOOKEEPER_BROKER;
        }
    }

    static boolean isMigrating(Node node) {
        return !node.isEnsemble()
                && PropertiesFile.read(node.serverProperties()).containsKey("zookeeper.metadata.migration.enable");
    }

    /** Returns when this node may start. */
    void await() throws IOException, InterruptedException {
        while (mustAsk()) {
            String objection = objection();
            if (objection == null) {
                break;
            }
            log.change("waiting: " + objection);
            Thread.sleep(PAUSE_MS);
        }
        if (kind == Kind.MIGRATING_BROKER) {
            disks.removeMetadataLogs("this broker keeps its metadata in ZooKeeper");
        }
        if (kind == Kind.KRAFT_BROKER && disks.cameFromZooKeeper()) {
            disks.noteKRaftMode();
        }
        if (kind == Kind.MIGRATING_CONTROLLER && !disks.hasMetadataLog()) {
            refuseAnotherClusterId();
        }
    }

    private String objection() throws IOException, InterruptedException {
        JsonNode configMap = MigrationRecord.ask(node, api, log);
        MigrationRecord record = MigrationRecord.in(configMap);
        state = record.state();
        String objection = MigrationRules.objection(kind, record, disks.hasMetadataLog());
        if (objection != null || configMap == null || !takesStep()) {
            return objection;
        }
        MigrationSteps steps = MigrationSteps.in(configMap);
        return steps.isNews() && steps.objection() == null ? note(steps) : steps.objection();
    }

    /** Whether this start is the step itself: a node that the step leaves as it is starts also under a wrong one. */
    private boolean takesStep() throws IOException {
        switch (kind) {
            case MIGRATING_CONTROLLER:
                return !disks.hasMetadataLog();
            case KRAFT_CONTROLLER:
                return state == State.MIGRATION;
            default:
                return true;
        }
    }

    private String note(MigrationSteps steps) throws InterruptedException {
        try {
            KubeApi.Answer answer = api.patchConfigMap(node.text("FOUNDING_CONFIGMAP"), steps.patch());
            return answer.isOk() ? null : "the step cannot be noted (HTTP " + answer.status() + ")";
        } catch (IOException unreachable) {
            return "the step cannot be noted: " + Log.reason(unreachable);
        }
    }

    /** What a disk shows needs no answer: a cluster comes up again while the API server is away. */
    private boolean mustAsk() throws IOException {
        switch (kind) {
            case KRAFT_BROKER:
                return disks.cameFromZooKeeper() && !disks.runsInKRaftMode();
            case KRAFT_CONTROLLER:
                // With a dynamic quorum it never was on ZooKeeper.
                return !node.isDynamicQuorum() && disks.hasMetadataLog();
            case ZOOKEEPER_BROKER:
                return disks.hasSeenControllers();
            default:
                return true;
        }
    }

    /** Whether the server is watched: until the ConfigMap says that the migration is complete. */
    boolean mustWatch() {
        return kind == Kind.MIGRATING_CONTROLLER || (kind == Kind.KRAFT_CONTROLLER && state == State.MIGRATION);
    }

    /** The id of the cluster is the one that its brokers took from ZooKeeper. */
    private void refuseAnotherClusterId() throws InterruptedException {
        while (true) {
            try (Admin admin = Clients.toBrokers(node)) {
                String id = admin.describeCluster().clusterId().get();
                if (!id.equals(node.clusterId())) {
                    throw new Refused("the brokers are of cluster " + id + ", clusterId says " + node.clusterId());
                }
                return;
            } catch (ExecutionException notYet) {
                log.change("waiting: the brokers do not say which cluster they are: " + Log.reason(notYet));
            }
            Thread.sleep(PAUSE_MS);
        }
    }
}
