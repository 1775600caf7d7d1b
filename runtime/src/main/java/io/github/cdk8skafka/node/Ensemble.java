package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * ZooKeeper's server, and beside it in the same process a port that is open only while the server leads or follows. Its own
 * ports are open before there is a quorum, and its answer to {@code ruok} is the same then.
 */
final class Ensemble {
    private static final Set<String> SERVING = Set.of("leader", "follower", "standalone");
    private static final int PAUSE_MS = 500;
    private static final int ANSWER_MS = 2_000;

    private final URI status;
    private final int port;
    private final Members members;
    private volatile String mode = "";
    private ServerSocket open;
    private boolean isNoted;

    private Ensemble(Node node) {
        this.members = new Members(node, new KubeApi(node.namespace()));
        this.status = URI.create("http://127.0.0.1:" + node.number("ADMIN_PORT") + "/commands/srvr");
        this.port = node.number("READY_PORT");
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watcher = new Thread(new Ensemble(Node.fromEnvironment(System.getenv()))::watch, "readiness");
        watcher.setDaemon(true);
        watcher.start();
        try {
            // By name: the helper is compiled without ZooKeeper, which Kafka 4 does not have.
            Class.forName("org.apache.zookeeper.server.quorum.QuorumPeerMain")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            Log.say("ZooKeeper did not start: " + Log.reason(failed));
            Runtime.getRuntime().halt(1);
        }
    }

    private void watch() {
        while (true) {
            mode = ask();
            try {
                if (mode.isEmpty()) {
                    shut();
                } else if (open == null) {
                    listen();
                    note();
                }
                Thread.sleep(PAUSE_MS);
            } catch (IOException failed) {
                Log.say("readiness: port " + port + ": " + Log.reason(failed));
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Beside the questions, which must not wait for the API server. */
    private void note() {
        if (!isNoted) {
            isNoted = true;
            Thread notes = new Thread(members::note, "members");
            notes.setDaemon(true);
            notes.start();
        }
    }

    /** Mode and number of clients; empty when the server does not serve. */
    private String ask() {
        try {
            URLConnection connection = status.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MS);
            connection.setReadTimeout(ANSWER_MS);
            return modeOf(KubeApi.JSON.readTree(connection.getInputStream()));
        } catch (IOException silent) {
            return "";
        }
    }

    /** The HTTP status of an answer without a quorum is 200 too: the answer itself says it. */
    static String modeOf(JsonNode answer) {
        JsonNode stats = answer.path("server_stats");
        String state = stats.path("server_state").asText("");
        boolean serves = answer.path("error").isNull() && SERVING.contains(state);
        return serves ? state + " " + stats.path("num_alive_client_connections").asInt(0) : "";
    }

    private void listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress((InetAddress) null, port));
        open = socket;
        Thread answers = new Thread(() -> answer(socket), "readiness-answers");
        answers.setDaemon(true);
        answers.start();
    }

    private void shut() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private void answer(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write((mode + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // The probe has what it wanted when the connection stands.
            }
        }
    }
}
