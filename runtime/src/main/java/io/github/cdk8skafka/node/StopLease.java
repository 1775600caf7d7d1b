package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The Lease that lets one node of the cluster stop at a time, over all pools. */
final class StopLease {
    private static final String FORCE = "cdk8s-kafka/force";
    private static final String SERVERS = "cdk8s-kafka/servers";
    private static final int CHECK_SECONDS = 15;
    /** The API server wants six digits, not fewer. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** What the Lease says at one moment. */
    record View(String holder, Instant renewed, int seconds, boolean forced) {
        static View of(JsonNode lease) {
            JsonNode spec = lease.path("spec");
            return new View(
                    spec.path("holderIdentity").asText(""),
                    instant(spec.path("renewTime").asText("")),
                    spec.path("leaseDurationSeconds").asInt(0),
                    lease.path("metadata").path("annotations").path(FORCE).asText("").equals("true"));
        }

        boolean isFreeFor(String pod, Instant now) {
            return holder.isEmpty() || holder.equals(pod) || renewed.plusSeconds(seconds).isBefore(now);
        }

        private static Instant instant(String text) {
            try {
                return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
            } catch (DateTimeParseException foreign) {
                return Instant.EPOCH;
            }
        }
    }

    private final Node node;
    private final KubeApi api;
    private final String name;
    private JsonNode lease = KubeApi.JSON.nullNode();

    StopLease(Node node, KubeApi api) {
        this.node = node;
        this.api = api;
        this.name = node.text("STOP_LEASE");
    }

    /** The present state, or the HTTP status as a negative answer. */
    KubeApi.Answer read() throws IOException, InterruptedException {
        KubeApi.Answer answer = api.lease(name);
        lease = answer.body();
        return answer;
    }

    View view() {
        return View.of(lease);
    }

    /** False when another node was faster; the Lease must have been read before. */
    boolean take() throws IOException, InterruptedException {
        return write(node.pod(), CHECK_SECONDS);
    }

    boolean keepUntilStopped() throws IOException, InterruptedException {
        return write(node.pod(), node.number("STOP_LEASE_SECONDS"));
    }

    void release() throws IOException, InterruptedException {
        write("", 1);
    }

    /** When this node, which has stopped and is back, took the Lease; null when it does not hold it. */
    Instant heldSince() throws InterruptedException {
        try {
            return read().isOk() && view().holder().equals(node.pod()) ? view().renewed() : null;
        } catch (IOException unreachable) {
            Log.say("Lease " + name + " is not released, it runs out by itself: " + Log.reason(unreachable));
            return null;
        }
    }

    /** Not when the node was told to stop again meanwhile, and has taken it anew. */
    void releaseHeldSince(Instant taken) throws InterruptedException {
        try {
            if (taken.equals(heldSince())) {
                release();
            }
        } catch (IOException unreachable) {
            Log.say("Lease " + name + " was not released, it runs out by itself: " + Log.reason(unreachable));
        }
    }

    /** How many servers an ensemble has been noted to have; 0 without a note. The Lease must have been read before. */
    int servers() {
        return serversIn(lease);
    }

    static int serversIn(JsonNode lease) {
        return lease.path("metadata").path("annotations").path(SERVERS).asInt(0);
    }

    /** False when somebody else has changed the Lease meanwhile. */
    boolean noteServers(int count) throws IOException, InterruptedException {
        ObjectNode changed = lease.deepCopy();
        changed.withObject("/metadata/annotations").put(SERVERS, Integer.toString(count));
        return api.putLease(name, changed).isOk();
    }

    private boolean write(String holder, int seconds) throws IOException, InterruptedException {
        if (!lease.isObject()) {
            return false;
        }
        ObjectNode changed = lease.deepCopy();
        ObjectNode spec = changed.withObject("/spec");
        boolean another = !spec.path("holderIdentity").asText("").equals(holder);
        String now = MICRO_TIME.format(Instant.now());
        if (another) {
            spec.put("leaseTransitions", spec.path("leaseTransitions").asInt(0) + 1);
            spec.put("acquireTime", now);
        }
        spec.put("holderIdentity", holder);
        spec.put("leaseDurationSeconds", seconds);
        spec.put("renewTime", now);
        KubeApi.Answer answer = api.putLease(name, changed);
        if (answer.isOk()) {
            lease = answer.body();
        }
        return answer.isOk();
    }
}
