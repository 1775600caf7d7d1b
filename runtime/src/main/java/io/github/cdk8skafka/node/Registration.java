package io.github.cdk8skafka.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Whether the controllers' metadata has this controller. Kafka 3.9 does not repeat a registration whose request timed out, as
 * one in an election does. Nobody can then ask the quorum when this controller leads, and no migration begins.
 */
final class Registration {
    private static final long PAUSE_MS = 5_000;
    /** A registration takes less than a second once there is a leader. */
    private static final long PATIENCE_MS = 45_000;

    private final Node node;
    private final Log log = new Log();
    private Admin controllers;

    Registration(Node node) {
        this.node = node;
    }

    /** Returns when this controller is registered, or makes the file when it will not be. */
    void await(Path missing) throws IOException, InterruptedException {
        long since = -1;
        while (true) {
            Thread.sleep(PAUSE_MS);
            Set<Integer> unregistered = Clients.mayElectLeader(node) ? ask() : null;
            if (unregistered != null && !unregistered.contains(node.id())) {
                return;
            }
            since = unregistered == null || since >= 0 ? since : Gate.millis();
            if (unregistered != null && Gate.millis() - since > PATIENCE_MS) {
                Log.say("registration: the controllers do not know this one, of them unknown: " + unregistered);
                Files.writeString(missing, "");
                return;
            }
        }
    }

    private Set<Integer> ask() throws InterruptedException {
        try {
            controllers = controllers == null ? Clients.toControllers(node) : controllers;
            return unregistered(node, controllers);
        } catch (ExecutionException | RuntimeException notYet) {
            log.change("registration: the controllers do not answer: " + Log.reason(notYet));
            controllers = Clients.drop(controllers);
            return null;
        }
    }

    /** Ids of the controllers that the metadata does not have. */
    static Set<Integer> unregistered(Node node, Admin controllers)
            throws ExecutionException, InterruptedException {
        Set<Integer> found = new TreeSet<>(Clients.controllers(node).keySet());
        for (var registered : controllers.describeCluster().nodes().get()) {
            found.remove(registered.id());
        }
        return found;
    }
}
