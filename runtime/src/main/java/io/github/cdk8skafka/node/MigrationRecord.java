package io.github.cdk8skafka.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the way from ZooKeeper to KRaft is, as the active controller last wrote it into the ConfigMap of the founding.
 *
 * @param zkBrokers brokers that keep their metadata in ZooKeeper and have told the controllers of themselves
 * @param brokers all brokers that the controllers know
 * @param lag records that ZooKeeper does not yet have; -1 when the controllers do not write to it
 * @param unregistered controllers that the metadata does not have: while there is one, no migration begins
 */
record MigrationRecord(State state, int zkBrokers, int brokers, int lag, List<Integer> unregistered) {
    enum State {
        /** No controller of a migration has ever led. */
        NONE,
        /** The controllers wait for brokers. */
        PRE_MIGRATION,
        /** They have the metadata, and write it to ZooKeeper too. */
        MIGRATION,
        /** ZooKeeper has no part any more. */
        POST_MIGRATION,
        /** Ended by the way back. */
        ROLLED_BACK,
        /** The ConfigMap could not be read. */
        UNKNOWN
    }

    private static final String KEY = "migration";
    static MigrationRecord of(State state) {
        return new MigrationRecord(state, 0, 0, -1, List.of());
    }

    /** The ConfigMap of the founding; null when it could not be read. */
    static JsonNode ask(Node node, KubeApi api, Log log) throws InterruptedException {
        String name = node.text("FOUNDING_CONFIGMAP");
        try {
            KubeApi.Answer answer = api.configMap(name);
            if (answer.isOk()) {
                return answer.body();
            }
            log.change("ConfigMap " + name + " cannot be read (HTTP " + answer.status() + ")");
        } catch (IOException unreachable) {
            log.change("the API server does not answer: " + Log.reason(unreachable));
        }
        return null;
    }

    static MigrationRecord in(JsonNode configMap) {
        return configMap == null ? of(State.UNKNOWN) : of(configMap.path("data").path(KEY).asText(""));
    }

    static MigrationRecord of(String text) {
        if (text.isEmpty()) {
            return of(State.NONE);
        }
        try {
            JsonNode json = KubeApi.JSON.readTree(text);
            List<Integer> unregistered = new ArrayList<>();
            json.path("unregistered").forEach(id -> unregistered.add(id.asInt()));
            return new MigrationRecord(
                    State.valueOf(json.path("state").asText()),
                    json.path("zkBrokers").asInt(0),
                    json.path("brokers").asInt(0),
                    json.path("lag").asInt(-1),
                    unregistered);
        } catch (JsonProcessingException | IllegalArgumentException foreign) {
            throw new Refused("the ConfigMap of the founding has a " + KEY + " that is not understood: " + text);
        }
    }

    String text() {
        ObjectNode json = KubeApi.JSON.createObjectNode();
        json.put("state", state.name());
        json.put("zkBrokers", zkBrokers);
        json.put("brokers", brokers);
        json.put("lag", lag);
        ArrayNode missing = json.putArray("unregistered");
        unregistered.forEach(missing::add);
        return json.toString();
    }

    /** A change of the ConfigMap that makes it say this; a way back also ends what was founded. */
    ObjectNode patch() {
        ObjectNode patch = KubeApi.JSON.createObjectNode();
        ObjectNode data = patch.putObject("data").put(KEY, text());
        if (state == State.ROLLED_BACK) {
            data.putNull(Founding.KEY);
        }
        return patch;
    }

    boolean allOnZooKeeper() {
        return brokers > 0 && zkBrokers == brokers;
    }
}
