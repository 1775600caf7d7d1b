package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdk8skafka.node.MigrationRecord.State;
import java.io.IOException;

/** The way back from a migration: asks when the marks of the controllers may leave ZooKeeper, and notes that they have. */
final class RollBack {
    private static final long PAUSE_MS = 500;

    private final Node node;
    private final KubeApi api;
    private final Log log = new Log();

    RollBack(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
    }

    /** Returns when no controller is left; false when there is nothing to be done any more. */
    boolean await() throws InterruptedException {
        while (true) {
            JsonNode configMap = MigrationRecord.ask(node, api, log);
            MigrationRecord record = MigrationRecord.in(configMap);
            if (record.state() == State.ROLLED_BACK) {
                return false;
            }
            String objection = MigrationRules.rollBackObjection(record);
            if (objection == null) {
                objection = MigrationSteps.in(configMap).objection();
            }
            if (objection == null) {
                objection = runningControllers();
            }
            if (objection == null) {
                objection = noteStep(configMap);
            }
            if (objection == null) {
                return true;
            }
            log.change("waiting: " + objection);
            Thread.sleep(PAUSE_MS);
        }
    }

    /** No broker starts anew for this step, so that nobody else notes it. */
    private String noteStep(JsonNode configMap) throws InterruptedException {
        try {
            ObjectNode patch = MigrationSteps.in(configMap).patch();
            KubeApi.Answer answer = api.patchConfigMap(node.text("FOUNDING_CONFIGMAP"), patch);
            return answer.isOk() ? null : "the step cannot be noted (HTTP " + answer.status() + ")";
        } catch (IOException unreachable) {
            return "the API server does not answer";
        }
    }

    void note() throws IOException, InterruptedException {
        MigrationRecord end = MigrationRecord.of(State.ROLLED_BACK);
        KubeApi.Answer answer = api.patchConfigMap(node.text("FOUNDING_CONFIGMAP"), end.patch());
        if (!answer.isOk()) {
            throw new IOException("the ConfigMap of the founding cannot be written (HTTP " + answer.status() + ")");
        }
        Log.say("the migration is rolled back: a broker is the controller again");
    }

    private String runningControllers() throws InterruptedException {
        for (String set : node.list("CONTROLLER_SETS")) {
            try {
                KubeApi.Answer answer = api.statefulSet(set);
                // A set that is gone has no pods, as long as nobody orphaned them.
                if (answer.status() != 404 && (!answer.isOk() || pods(answer.body()) > 0)) {
                    return "StatefulSet " + set + " still has pods";
                }
            } catch (IOException unreachable) {
                return "the API server does not answer";
            }
        }
        return null;
    }

    /** Pods there are, those included that are stopping; what is said of an older generation does not count. */
    private static int pods(JsonNode set) {
        boolean current = set.path("status").path("observedGeneration").asLong(-1)
                >= set.path("metadata").path("generation").asLong(0);
        return current && set.path("spec").path("replicas").asInt(1) == 0
                ? set.path("status").path("replicas").asInt(0)
                : 1;
    }
}
