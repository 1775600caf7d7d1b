package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** Waits until this node may stop without taking anything away from clients. */
final class Gate {
    private static final long PAUSE_MS = 250;
    /** After that a second more is no matter, and the server needs the processor. */
    private static final long EAGER_MS = 10_000;
    private static final long API_PATIENCE_MS = 10_000;
    private static final int API_FAILURES = 3;
    private static final long STATEFUL_SET_MS = 2_000;
    /** Brokers hand their partitions over through a controller, and hang for minutes when all are gone. */
    private static final long OUTLAST_MS = 60_000;
    /** Without its rights the node is most likely part of a namespace that is being deleted. */
    private static final long WITHOUT_RIGHTS_MS = 60_000;

    private final Node node;
    private final KubeApi api;
    private final StopLease lease;
    private final Log log = new Log();
    private long lastApiAnswer = millis();
    private int apiFailures;
    private long nextStatefulSet;
    private boolean withoutLease;
    private boolean withoutRights;
    private boolean isTeardown;

    Gate(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
        this.lease = new StopLease(node, api);
    }

    void run() throws InterruptedException {
        long start = millis();
        long bound = node.number("STOP_WAIT_SECONDS") * 1000L;
        StopChecks checks = node.isEnsemble() ? new EnsembleChecks(node) : new ServerChecks(node);
        while (true) {
            String obstacle;
            try {
                String pass = passWithoutChecks(checks);
                obstacle = pass == null ? obstacle(checks) : isNeededByBrokers(checks, start);
                if (obstacle == null) {
                    say("may stop" + (pass == null ? "" : ": " + pass), start);
                    return;
                }
            } catch (RuntimeException unexpected) {
                // A gate that fails is an open gate: rather wait.
                obstacle = "the check failed: " + Log.reason(unexpected);
            }
            if (millis() - start > (withoutRights ? Math.min(bound, WITHOUT_RIGHTS_MS) : bound)) {
                say("stops after its longest wait although " + obstacle, start);
                return;
            }
            log.change("gate: waits, " + obstacle);
            Thread.sleep(millis() - start < EAGER_MS ? PAUSE_MS : 4 * PAUSE_MS);
        }
    }

    private static void say(String text, long start) {
        Log.say("gate: " + text + " (after " + (millis() - start) / 1000.0 + " s)");
    }

    private String passWithoutChecks(StopChecks checks) throws InterruptedException {
        readLease();
        if (!withoutLease && lease.view().forced()) {
            return "the Lease has the annotation cdk8s-kafka/force";
        }
        String leaving = leaving();
        if (leaving != null) {
            return leaving;
        }
        return checks.isServing() ? null : "its own server is not serving";
    }

    /** The last to leave are the controllers. */
    private String isNeededByBrokers(StopChecks checks, long start) throws InterruptedException {
        boolean waits = isTeardown
                && !node.isBroker()
                && millis() - start < outlastMs()
                && !isMetadataInZooKeeper()
                && checks.hasFollowers();
        return waits ? "brokers are still stopping" : null;
    }

    /** Brokers in dual write follow the controllers' log too, and do without it. */
    private boolean isMetadataInZooKeeper() throws InterruptedException {
        return Migration.isMigrating(node) && MigrationRecord.in(MigrationRecord.ask(node, api, log)).allOnZooKeeper();
    }

    /** Without controllers, brokers that follow those of a migration are stranded: somebody may yet set that right. */
    private long outlastMs() {
        return Migration.isMigrating(node) ? node.number("STOP_WAIT_SECONDS") * 1000L : OUTLAST_MS;
    }

    private void readLease() throws InterruptedException {
        boolean before = withoutLease;
        String why;
        try {
            KubeApi.Answer answer = lease.read();
            apiFailures = answer.isOk() ? 0 : apiFailures + 1;
            lastApiAnswer = answer.isOk() ? millis() : lastApiAnswer;
            withoutLease = answer.isDenied() || isApiLost();
            why = "HTTP " + answer.status();
        } catch (IOException unreachable) {
            apiFailures++;
            withoutLease = isApiLost();
            why = Log.reason(unreachable);
        }
        if (withoutLease && !before) {
            Log.say("gate: goes on without the Lease: " + why);
        }
    }

    private boolean isApiLost() {
        return apiFailures >= API_FAILURES && millis() - lastApiAnswer > API_PATIENCE_MS;
    }

    private String leaving() throws InterruptedException {
        if (!isTeardown && millis() < nextStatefulSet) {
            return null;
        }
        nextStatefulSet = millis() + STATEFUL_SET_MS;
        try {
            KubeApi.Answer answer = api.statefulSet(node.text("STATEFULSET"));
            withoutRights = answer.status() == 403;
            // A namespace loses its pods before their StatefulSets.
            String teardown = isBeingDeleted(api.namespace()) ? "its namespace is being deleted" : teardown(answer);
            isTeardown = teardown != null;
            if (isTeardown || !answer.isOk()) {
                return teardown;
            }
            JsonNode spec = answer.body().path("spec");
            int start = spec.path("ordinals").path("start").asInt(0);
            boolean leaves = StopRules.isLeaving(node.id(), start, spec.path("replicas").asInt(1));
            return leaves ? "its StatefulSet is scaled down" : null;
        } catch (IOException unreachable) {
            return null;
        }
    }

    private static boolean isBeingDeleted(KubeApi.Answer answer) {
        return answer.body().path("metadata").has("deletionTimestamp");
    }

    private static String teardown(KubeApi.Answer answer) {
        if (answer.status() == 401) {
            return "its ServiceAccount is gone";
        }
        if (answer.status() == 404) {
            return "its StatefulSet is gone";
        }
        if (isBeingDeleted(answer)) {
            return "its StatefulSet is being deleted";
        }
        boolean isEmpty = answer.isOk() && answer.body().path("spec").path("replicas").asInt(1) == 0;
        return isEmpty ? "its StatefulSet is scaled to nothing" : null;
    }

    /** Looks, takes the Lease, looks again: so a node that has to wait does not hold up the others. */
    private String obstacle(StopChecks checks) throws InterruptedException {
        StopLease.View view = lease.view();
        if (!withoutLease && !view.isFreeFor(node.pod(), Instant.now()) && !checks.hasStopped(view.holder())) {
            return view.holder() + " is stopping, or has just started";
        }
        String first = checks.objection(Set.of());
        if (first != null) {
            return first;
        }
        if (withoutLease) {
            return checks.objection(checks.notServing());
        }
        try {
            if (!lease.take()) {
                return "the Lease was not to be had";
            }
            String second = checks.objection(checks.notServing());
            if (second != null) {
                lease.release();
                return second;
            }
            return lease.keepUntilStopped() ? null : "the Lease was lost";
        } catch (IOException unreachable) {
            return "the API server does not answer";
        }
    }

    static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
