package io.github.cdk8skafka.node;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Connections to the cluster with the node's own identity. */
final class Clients {
    private static final int CONNECT_MS = 500;
    /** Keeps the answers small enough for a heap of 32 MB. */
    private static final int TOPICS_AT_ONCE = 100;

    /** What knocking at a port says; SILENT (a time-out) is no evidence of anything. */
    enum Knock {
        OPEN,
        CLOSED,
        NO_SUCH_HOST,
        SILENT
    }

    private Clients() {}

    static Admin toBrokers(Node node) {
        return admin(node, "bootstrap.servers", node.text("BOOTSTRAP_BROKERS"));
    }

    static Admin toControllers(Node node) {
        return admin(node, "bootstrap.controllers", node.text("BOOTSTRAP_CONTROLLERS"));
    }

    private static Admin admin(Node node, String bootstrapKey, String servers) {
        Map<String, Object> settings = new HashMap<>(PropertiesFile.read(node.adminProperties()));
        settings.keySet().removeIf(key -> key.startsWith("bootstrap."));
        settings.put(bootstrapKey, servers);
        settings.put("client.id", node.pod() + "-runtime");
        settings.put("request.timeout.ms", "10000");
        settings.put("default.api.timeout.ms", "15000");
        settings.put("socket.connection.setup.timeout.ms", "2000");
        settings.put("socket.connection.setup.timeout.max.ms", "4000");
        settings.put("reconnect.backoff.max.ms", "500");
        settings.put("enable.metrics.push", "false");
        return Admin.create(settings);
    }

    /**
     * Gives up a client that has failed: it may have seen a quorum without a leader, and then does not find the
     * next one. Returns null, for the variable.
     */
    static Admin drop(Admin failed) {
        if (failed != null) {
            failed.close(Duration.ZERO);
        }
        return null;
    }

    static List<Integer> ids(List<org.apache.kafka.common.Node> nodes) {
        return nodes.stream().map(org.apache.kafka.common.Node::id).toList();
    }

    /** The names of all topics, internal ones too, as many in each list as may be asked about at once. */
    static List<List<String>> topicsToAsk(Admin brokers) throws ExecutionException, InterruptedException {
        List<String> topics =
                new ArrayList<>(brokers.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
        List<List<String>> lists = new ArrayList<>();
        for (int from = 0; from < topics.size(); from += TOPICS_AT_ONCE) {
            lists.add(topics.subList(from, Math.min(topics.size(), from + TOPICS_AT_ONCE)));
        }
        return lists;
    }

    static Knock knock(String host, int port) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            socket.connect(address, CONNECT_MS);
            return Knock.OPEN;
        } catch (UnknownHostException unknown) {
            return Knock.NO_SUCH_HOST;
        } catch (ConnectException refused) {
            return Knock.CLOSED;
        } catch (IOException other) {
            return Knock.SILENT;
        }
    }

    /** Whether nothing listens there any more; silence is no evidence. */
    static boolean isGone(String host, int port) {
        Knock knock = knock(host, port);
        return knock == Knock.CLOSED || knock == Knock.NO_SUCH_HOST;
    }

    /** Hosts of the listed controllers, by their ids. */
    static Map<Integer, String> controllers(Node node) {
        Map<Integer, String> found = new TreeMap<>();
        for (String controller : node.list("BOOTSTRAP_CONTROLLERS")) {
            String host = controller.substring(0, controller.lastIndexOf(':'));
            String pod = host.split("\\.", 2)[0];
            String id = pod.substring(pod.lastIndexOf('-') + 1);
            if (id.matches("\\d+")) {
                found.put(Integer.valueOf(id), host);
            }
        }
        return found;
    }

    /** Ids of the listed controllers that do not take connections; an overloaded one still does. */
    static Set<Integer> controllersNotServing(Node node) {
        Set<Integer> found = new HashSet<>();
        controllers(node).forEach((id, host) -> {
            if (knock(host, Node.CONTROLLER_PORT) != Knock.OPEN) {
                found.add(id);
            }
        });
        return found;
    }

    /** Enough controllers take connections for a leader, this one counted. */
    static boolean mayElectLeader(Node node) {
        int all = controllers(node).size();
        return all - controllersNotServing(node).size() >= all / 2 + 1;
    }
}
