package io.github.cdk8skafka.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The questions of the gate to a ZooKeeper ensemble: each server tells its mode at its port for readiness. */
final class EnsembleChecks implements StopChecks {
    private static final int ANSWER_MS = 2_000;

    private final Node node;
    private final int port;

    EnsembleChecks(Node node) {
        this.node = node;
        this.port = node.number("READY_PORT");
    }

    @Override
    public boolean isServing() {
        return Clients.knock("localhost", port) == Clients.Knock.OPEN;
    }

    @Override
    public boolean hasStopped(String pod) {
        // A server without a quorum has this port closed too; its port for elections tells whether it runs.
        return Clients.knock(node.host(node.pod()), 1) != Clients.Knock.NO_SUCH_HOST
                && Clients.isGone(node.host(pod), Node.ELECTION_PORT);
    }

    /** Ordinals of the servers that neither lead nor follow. */
    @Override
    public Set<Integer> notServing() {
        Set<Integer> found = new HashSet<>();
        for (String pod : servers()) {
            if (!pod.equals(node.pod()) && Clients.knock(node.host(pod), port) != Clients.Knock.OPEN) {
                found.add(Integer.valueOf(pod.substring(pod.lastIndexOf('-') + 1)));
            }
        }
        return found;
    }

    @Override
    public String objection(Set<Integer> notServing) {
        Set<Integer> away = notServing.isEmpty() ? notServing() : notServing;
        return StopRules.ensembleObjection(servers().size(), away.size());
    }

    @Override
    public boolean hasFollowers() {
        return isServing() && connections(mode(node.pod())) > 0;
    }

    private List<String> servers() {
        return Members.of(node);
    }

    /** Whether this server leads; false also when it does not serve. */
    boolean isLeader() {
        return mode(node.pod()).startsWith("leader");
    }

    private String mode(String pod) {
        String host = pod.equals(node.pod()) ? "localhost" : node.host(pod);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), ANSWER_MS);
            socket.setSoTimeout(ANSWER_MS);
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException silent) {
            return "";
        }
    }

    private static int connections(String mode) {
        String[] words = mode.split(" ");
        return words.length == 2 && words[1].matches("\\d+") ? Integer.parseInt(words[1]) : 0;
    }
}
