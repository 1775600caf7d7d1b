package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * Whether an empty controller disk is that of a new cluster or a lost one. Two controllers with empty disks
 * would elect each other and make the third forget the cluster, so the answer has to come from outside of
 * the volumes: a ConfigMap that says since when the cluster exists.
 */
final class Founding {
    enum Fact {
        NEW,
        EXISTS,
        OTHER_CLUSTER,
        UNKNOWN
    }

    private static final long PAUSE_MS = 2_000;
    static final String KEY = "clusterId";

    private final Node node;
    private final KubeApi api;
    private final String configMap;
    private final Log log = new Log();
    private long firstHighWatermark = -1;
    private Admin controllers;

    Founding(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
        this.configMap = node.text("FOUNDING_CONFIGMAP");
    }

    static Fact fact(int status, String recorded, String clusterId) {
        if (status / 100 != 2) {
            return Fact.UNKNOWN;
        }
        if (recorded.isEmpty()) {
            return Fact.NEW;
        }
        return recorded.equals(clusterId) ? Fact.EXISTS : Fact.OTHER_CLUSTER;
    }

    Fact ask() throws InterruptedException {
        try {
            KubeApi.Answer answer = api.configMap(configMap);
            String recorded = answer.body().path("data").path(KEY).asText("");
            Fact fact = fact(answer.status(), recorded, node.clusterId());
            if (fact == Fact.UNKNOWN) {
                log.change("ConfigMap " + configMap + " cannot be read (HTTP " + answer.status()
                        + "): is it applied, and the Role that lets this ServiceAccount get it?");
            } else if (fact == Fact.OTHER_CLUSTER) {
                throw new Refused("ConfigMap " + configMap + " says that cluster " + recorded
                        + " exists, this node is configured for " + node.clusterId());
            }
            return fact;
        } catch (IOException unreachable) {
            log.change("the API server does not answer: " + Log.reason(unreachable));
            return Fact.UNKNOWN;
        }
    }

    /** Returns when this controller may start with an empty log; true when it founds the cluster. */
    boolean await(Disks disks) throws IOException, InterruptedException {
        while (true) {
            Fact fact = ask();
            if (fact == Fact.NEW) {
                return true;
            }
            if (fact == Fact.EXISTS && quorumManagesWithoutMe()) {
                Log.say("cluster " + node.clusterId() + " exists and its quorum works: joining with an empty disk");
                return false;
            }
            if (disks.hasMetadataLog()) {
                Log.say("a metadata log was restored to " + node.metadataLog());
                return false;
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private boolean quorumManagesWithoutMe() {
        String state;
        try {
            controllers = controllers == null ? Clients.toControllers(node) : controllers;
            Quorum quorum = Quorum.of(get(controllers.describeMetadataQuorum().quorumInfo()));
            if (firstHighWatermark < 0) {
                firstHighWatermark = quorum.highWatermark();
                return false;
            }
            String objection = joinObjection(quorum, node.id(), firstHighWatermark);
            if (objection == null) {
                return true;
            }
            state = objection;
        } catch (Exception noLeader) {
            controllers = Clients.drop(controllers);
            state = "they have no leader (" + Log.reason(noLeader) + ")";
        }
        log.change("waiting: this disk is empty, but cluster " + node.clusterId() + " exists (ConfigMap " + configMap
                + "), and the other controllers are not yet a quorum without this one: " + state
                + ". If their disks are lost as well, restore the metadata log: copy __cluster_metadata-0 without its"
                + " quorum-state from a surviving controller, or else from a broker, to " + node.metadataLog()
                + "; this node sees it and starts");
        return false;
    }

    /**
     * Records that this controller had acknowledged before it lost its disk must be on a majority without it.
     * They all lie below the high watermark of the first look, since it was already down then.
     */
    static String joinObjection(Quorum quorum, int me, long firstHighWatermark) {
        if (quorum.leaderId() < 0 || quorum.highWatermark() < 0 || firstHighWatermark < 0) {
            return "no leader";
        }
        long others = quorum.caughtUpWithout(me, Set.of(), firstHighWatermark);
        return others >= quorum.majority()
                ? null
                : others + " of " + quorum.voters().size() + " voters are caught up, needed are " + quorum.majority();
    }

    /** Records for good that the cluster exists, once its quorum has a leader. */
    void confirm() throws InterruptedException {
        while (true) {
            try {
                // The server first: it takes seconds to start, and needs the processor more than this does.
                Fact fact = hasLeader() ? ask() : Fact.UNKNOWN;
                if (fact == Fact.EXISTS) {
                    return;
                }
                if (fact == Fact.NEW && record()) {
                    Log.say("cluster " + node.clusterId() + " has a controller: recorded in ConfigMap " + configMap);
                    return;
                }
            } catch (IOException unreachable) {
                log.change("cannot record the founding: " + Log.reason(unreachable));
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private boolean hasLeader() {
        try {
            if (Clients.knock("localhost", Node.CONTROLLER_PORT) != Clients.Knock.OPEN) {
                return false;
            }
            controllers = controllers == null ? Clients.toControllers(node) : controllers;
            return get(controllers.describeMetadataQuorum().quorumInfo()).leaderId() >= 0;
        } catch (Exception notYet) {
            controllers = Clients.drop(controllers);
            return false;
        }
    }

    private boolean record() throws IOException, InterruptedException {
        ObjectNode patch = KubeApi.JSON.createObjectNode();
        patch.putObject("data").put(KEY, node.clusterId());
        KubeApi.Answer answer = api.patchConfigMap(configMap, patch);
        if (!answer.isOk()) {
            log.change("ConfigMap " + configMap + " cannot be written (HTTP " + answer.status() + ")");
        }
        return answer.isOk();
    }

    private static <T> T get(KafkaFuture<T> future) throws Exception {
        return future.get();
    }
}
