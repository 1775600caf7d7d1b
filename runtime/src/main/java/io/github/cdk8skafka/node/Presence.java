package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Whether every node is there and is what the program says: features that are finalized bind also who is away just now. */
final class Presence {
    private final Node node;
    private final KubeApi api;

    Presence(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
    }

    /** Returns when nobody is missing. */
    void refuseWhenIncomplete() throws IOException, InterruptedException {
        Set<Integer> wanted = new TreeSet<>();
        for (String set : node.list("POOLS")) {
            KubeApi.Answer answer = api.statefulSet(set);
            if (!answer.isOk()) {
                throw new Refused("StatefulSet " + set + " cannot be read (HTTP " + answer.status() + ")");
            }
            String objection = objection(set, answer.body());
            if (objection != null) {
                throw new Refused(objection);
            }
            wanted.addAll(brokers(answer.body()));
        }
        wanted.removeAll(present());
        if (!wanted.isEmpty()) {
            throw new Refused("brokers are missing: " + wanted);
        }
    }

    /** Why the pods of a set are not what it says; null when they are. */
    static String objection(String name, JsonNode set) {
        int replicas = set.path("spec").path("replicas").asInt(1);
        JsonNode status = set.path("status");
        long generation = set.path("metadata").path("generation").asLong(0);
        int there = status.path("observedGeneration").asLong(-1) < generation
                ? 0
                : Math.min(status.path("readyReplicas").asInt(0), status.path("updatedReplicas").asInt(0));
        return there >= replicas
                ? null
                : "of StatefulSet " + name + " only " + there + " of " + replicas + " pods are new and ready";
    }

    private static Set<Integer> brokers(JsonNode set) {
        Set<Integer> found = new TreeSet<>();
        JsonNode spec = set.path("spec");
        JsonNode labels = spec.path("template").path("metadata").path("labels");
        int first = spec.path("ordinals").path("start").asInt(0);
        for (int i = 0; i < spec.path("replicas").asInt(1) && labels.path("cdk8s-kafka/broker").asText().equals("true"); i++) {
            found.add(first + i);
        }
        return found;
    }

    private Set<Integer> present() throws InterruptedException {
        Set<Integer> found = new TreeSet<>();
        try (Admin admin = Clients.toBrokers(node)) {
            admin.describeCluster().nodes().get().forEach(broker -> found.add(broker.id()));
            return found;
        } catch (ExecutionException silent) {
            throw new Refused("the brokers do not answer: " + Log.reason(silent));
        }
    }
}
