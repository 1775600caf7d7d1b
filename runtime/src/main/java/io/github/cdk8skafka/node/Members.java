package io.github.cdk8skafka.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The servers of an ensemble: as many as when it first served, whatever the program says later. Servers that count
 * differently could find two majorities, and those with empty disks one that knows nothing.
 */
final class Members {
    private static final Path SAID = Path.of("/opt/cdk8s-kafka/config/zoo.cfg");
    private static final Path RUN = Path.of("/var/run/cdk8s-kafka/zoo.cfg");
    private static final String COUNT = "cdk8s-kafka.servers";
    private static final int CLUSTERING_PORT = 2888;
    private static final int UNKNOWN = -1;
    private static final long PAUSE_MS = 2_000;
    private static final long API_PATIENCE_MS = 30_000;

    private final Node node;
    private final Path data;
    private final StopLease lease;
    private final Log log = new Log();
    private boolean hasServed;

    Members(Node node, KubeApi api) {
        this.node = node;
        this.data = Path.of(node.text("DATA_DIR"));
        this.lease = new StopLease(node, api);
    }

    /** Names of the pods that count, this one's among them. */
    static List<String> of(Node node) {
        return names(node, lastCount(node));
    }

    /** Returns when this server may start, with its configuration written. */
    void await() throws IOException, InterruptedException {
        int count = count();
        for (String objection = objection(count); objection != null; objection = objection(count)) {
            log.change("waiting: " + objection);
            Thread.sleep(PAUSE_MS);
            count = count();
        }
        Files.writeString(data.resolve(COUNT), count + "\n");
        List<String> hosts = names(node, count).stream().map(node::host).toList();
        Files.write(RUN, config(Files.readAllLines(SAID), hosts));
    }

    /** Notes how many they are, now that they serve, unless that was done before. */
    void note() {
        try {
            int noted = noted();
            while (noted <= 0 && !(noted == 0 && lease.noteServers(lastCount(node)))) {
                Thread.sleep(PAUSE_MS);
                noted = noted();
            }
        } catch (IOException unreachable) {
            Log.say("the number of servers was not noted: " + Log.reason(unreachable));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** As noted; without a note as the program says; and as at the last start when nobody has told for a while. */
    private int count() throws IOException, InterruptedException {
        long start = Gate.millis();
        int noted = noted();
        while (noted == UNKNOWN && (isEmpty(data) || Gate.millis() - start < API_PATIENCE_MS)) {
            Thread.sleep(PAUSE_MS);
            noted = noted();
        }
        hasServed = noted != 0;
        return noted > 0 ? noted : noted == 0 ? said(node) : lastCount(node);
    }

    /** 0 before the ensemble has served. */
    private int noted() throws InterruptedException {
        try {
            KubeApi.Answer answer = lease.read();
            if (answer.isOk()) {
                return lease.servers();
            }
            log.change("Lease " + node.text("STOP_LEASE") + " cannot be read (HTTP " + answer.status() + ")");
        } catch (IOException unreachable) {
            log.change("the API server does not answer: " + Log.reason(unreachable));
        }
        return UNKNOWN;
    }

    private String objection(int count) throws IOException {
        if (!hasServed) {
            return null;
        }
        boolean othersServe = names(node, count).stream()
                .filter(pod -> !pod.equals(node.pod()))
                .anyMatch(pod -> Clients.knock(node.host(pod), node.number("READY_PORT")) == Clients.Knock.OPEN);
        return objection(node.id(), count, isEmpty(data), othersServe);
    }

    /** Why a server of an ensemble that has served before has to wait; null when it may start. */
    static String objection(int ordinal, int count, boolean isEmpty, boolean othersServe) {
        if (ordinal >= count) {
            return "the ensemble has " + count + " servers since it first served, and this would be another one:"
                    + " set replicas to " + count;
        }
        return !isEmpty || othersServe
                ? null
                : "this disk is empty, the ensemble has served before, and no other server serves now: a majority of"
                        + " empty disks would agree that there is nothing";
    }

    /** Whether no server has kept anything there yet. */
    static boolean isEmpty(Path folder) throws IOException {
        Path versioned = folder.resolve("version-2");
        if (!Files.isDirectory(versioned)) {
            return true;
        }
        try (Stream<Path> files = Files.list(versioned)) {
            return files.noneMatch(file -> file.getFileName().toString().startsWith("snapshot."));
        }
    }

    /** The settings with these servers in them. */
    static List<String> config(List<String> lines, List<String> hosts) {
        List<String> all = new ArrayList<>(
                lines.stream().filter(line -> !line.startsWith("server.")).toList());
        for (int index = 0; index < hosts.size(); index++) {
            all.add("server." + (index + 1) + "=" + hosts.get(index) + ":" + CLUSTERING_PORT + ":" + Node.ELECTION_PORT);
        }
        return all;
    }

    private static List<String> names(Node node, int count) {
        return IntStream.range(0, count)
                .mapToObj(ordinal -> node.text("STATEFULSET") + "-" + ordinal)
                .toList();
    }

    /** With which this server has started last; before that, as the program says. */
    private static int lastCount(Node node) {
        try {
            return Integer.parseInt(
                    Files.readString(Path.of(node.text("DATA_DIR"), COUNT)).trim());
        } catch (IOException | NumberFormatException none) {
            return said(node);
        }
    }

    private static int said(Node node) {
        return node.list("ENSEMBLE").size();
    }
}
