package io.github.cdk8skafka.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** This pod as node.env describes it. */
record Node(Map<String, String> env) {
    private static final Path CONFIG = Path.of("/opt/cdk8s-kafka/config");
    static final int CONTROLLER_PORT = 9090;
    static final int BROKER_PORT = 9091;
    static final int ELECTION_PORT = 3888;

    static Node fromEnvironment(Map<String, String> env) {
        return new Node(env);
    }

    Path serverProperties() {
        return CONFIG.resolve("server.properties");
    }

    Path adminProperties() {
        return CONFIG.resolve("admin.properties");
    }

    String pod() {
        return text("POD_NAME");
    }

    String namespace() {
        return text("POD_NAMESPACE");
    }

    int id() {
        return number("NODE_ID");
    }

    boolean isBroker() {
        return list("NODE_ROLES").contains("broker");
    }

    boolean isController() {
        return list("NODE_ROLES").contains("controller");
    }

    /** A server of a ZooKeeper ensemble, not of Kafka. */
    boolean isEnsemble() {
        return list("NODE_ROLES").contains("zookeeper");
    }

    /** Whether its directories are formatted before the first start; with ZooKeeper the server does it. */
    boolean formatsStorage() {
        return text("STORAGE_FORMAT").equals("kraft");
    }

    boolean isDynamicQuorum() {
        return text("QUORUM").equals("dynamic");
    }

    String clusterId() {
        return text("CLUSTER_ID");
    }

    Path metadataLog() {
        return Path.of(text("METADATA_LOG_DIR"), Disks.METADATA_LOG);
    }

    /** All directories with a meta.properties. */
    List<Path> directories() {
        List<Path> found = new ArrayList<>(list("LOG_DIRS").stream().map(Path::of).toList());
        Path metadata = Path.of(text("METADATA_LOG_DIR"));
        if (!found.contains(metadata)) {
            found.add(metadata);
        }
        return found;
    }

    /** Name of another pod's, or this pod's, host: all are in the one headless Service. */
    String host(String podName) {
        return podName + "." + text("NODE_DOMAIN");
    }

    /** Directory id that the founding set gives this controller, or null when it is not of that set. */
    String foundingDirectoryId() {
        String start = id() + "@";
        for (String controller : list("INITIAL_CONTROLLERS")) {
            if (controller.startsWith(start)) {
                return controller.substring(controller.lastIndexOf(':') + 1);
            }
        }
        return null;
    }

    String text(String name) {
        return env.getOrDefault(name, "");
    }

    int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException wrong) {
            throw new Refused(name + " is '" + text(name) + "', not a number");
        }
    }

    List<String> list(String name) {
        return Arrays.stream(text(name).split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
    }
}
