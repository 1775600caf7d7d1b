package io.github.cdk8skafka.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The step of a migration that the applied program says, and the one that the nodes took last; each with a hash of all else
 * that the program said then, since a step is taken by itself.
 *
 * @param taken null where no node has noted one
 */
record MigrationSteps(Step said, Step taken) {
    /** The empty name is that of a program without a migration. */
    record Step(String name, String rest) {
        boolean isNone() {
            return name.isEmpty();
        }

        @Override
        public String toString() {
            return isNone() ? "a program without migration" : "ZooKeeperMigration." + name + "()";
        }
    }

    private static final String SAID = "cdk8s-kafka/migration";
    private static final String REST = "cdk8s-kafka/migration-rest";
    private static final String KEY = "migrationStep";
    private static final String FIRST = "provisionControllers";
    private static final String BACK = "rollBack";
    /** Which steps may be taken after which. */
    private static final Map<String, List<String>> BEFORE = Map.of(
            FIRST, List.of("", "dualWrite", BACK),
            "dualWrite", List.of(FIRST, "brokersToKRaft"),
            "brokersToKRaft", List.of("dualWrite"),
            "finish", List.of("brokersToKRaft"),
            BACK, List.of(FIRST, "dualWrite"),
            "", List.of(FIRST, "finish", BACK));

    /** Of the ConfigMap of the founding. */
    static MigrationSteps in(JsonNode configMap) {
        JsonNode annotations = configMap.path("metadata").path("annotations");
        Step said = new Step(annotations.path(SAID).asText(""), annotations.path(REST).asText(""));
        return new MigrationSteps(said, taken(configMap.path("data").path(KEY).asText("")));
    }

    private static Step taken(String text) {
        try {
            JsonNode json = text.isEmpty() ? null : KubeApi.JSON.readTree(text);
            return json == null ? null : new Step(json.path("name").asText(""), json.path("rest").asText(""));
        } catch (JsonProcessingException foreign) {
            throw new Refused("the ConfigMap of the founding has a " + KEY + " that is not understood: " + text);
        }
    }

    /** Why the step that is said must not be taken; null when it may. */
    String objection() {
        if (taken == null || said.name().equals(taken.name())) {
            return null;
        }
        List<String> allowed = BEFORE.getOrDefault(said.name(), List.of(taken.name()));
        if (!allowed.contains(taken.name())) {
            return said + " does not follow " + taken + ", which the nodes took last: take the steps in their order";
        }
        boolean mayDiffer = said.isNone() || said.name().equals(FIRST) || taken.isNone();
        return mayDiffer || said.rest().equals(taken.rest())
                ? null
                : "together with " + said + " something else was changed since " + taken
                        + ", and a step is taken by itself: apply " + taken
                        + " with that change first, or take the change back";
    }

    /** Whether something has to be noted: another step, or in the same one another rest. */
    boolean isNews() {
        return !said.equals(taken);
    }

    /** Whether all else was changed while the step stayed. */
    boolean isLaterChange() {
        return taken == null || (said.name().equals(taken.name()) && isNews());
    }

    /** A change of the ConfigMap that notes what is said as taken. */
    ObjectNode patch() {
        ObjectNode json = KubeApi.JSON.createObjectNode();
        json.put("name", said.name());
        json.put("rest", said.rest());
        ObjectNode patch = KubeApi.JSON.createObjectNode();
        patch.putObject("data").put(KEY, json.toString());
        return patch;
    }
}
