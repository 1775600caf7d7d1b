package io.github.cdk8skafka.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is on the node's volumes before the server starts. */
final class Disks {
    static final String METADATA_LOG = "__cluster_metadata-0";
    private static final String KRAFT_MARK = "cdk8s-kafka.kraft";

    private final Node node;

    Disks(Node node) {
        this.node = node;
    }

    /** Whether a directory lacks meta.properties; one of another cluster or node is refused. */
    boolean needFormat() {
        boolean need = false;
        for (Path directory : node.directories()) {
            Path meta = directory.resolve("meta.properties");
            if (!Files.exists(meta)) {
                need = true;
                continue;
            }
            Map<String, String> found = PropertiesFile.read(meta);
            // A disk that came over from ZooKeeper says broker.id.
            String id = found.getOrDefault("node.id", found.getOrDefault("broker.id", ""));
            expect(meta, "cluster.id", found.getOrDefault("cluster.id", ""), node.clusterId());
            expect(meta, "node.id", id, Integer.toString(node.id()));
        }
        return need;
    }

    private static void expect(Path meta, String key, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new Refused(meta + " has " + key + "=" + found + ", this node has " + wanted
                    + ": the volume belongs to another cluster or node");
        }
    }

    /** A controller's vote is only worth something with the log it has voted on. */
    boolean hasMetadataLog() throws IOException {
        if (!Files.isDirectory(node.metadataLog())) {
            return false;
        }
        try (Stream<Path> files = Files.list(node.metadataLog())) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".log"));
        }
    }

    /** Whether a ZooKeeper broker wrote its directories; they stay so when it runs in KRaft mode. */
    boolean cameFromZooKeeper() {
        return metaProperties().anyMatch(meta -> meta.getOrDefault("version", "0").equals("0"));
    }

    /**
     * Whether this broker has run in KRaft mode since it last ran on ZooKeeper. The log of the metadata alone does not tell: in
     * dual write it has one, too. The mark is in it, and goes with it.
     */
    boolean runsInKRaftMode() {
        return Files.exists(node.metadataLog().resolve(KRAFT_MARK));
    }

    void noteKRaftMode() throws IOException {
        if (Files.isDirectory(node.metadataLog())) {
            Files.writeString(node.metadataLog().resolve(KRAFT_MARK), "");
        }
    }

    /** Whether this broker has told controllers of itself: it then gave its directories ids, or followed their log. */
    boolean hasSeenControllers() {
        return metaProperties().anyMatch(meta -> meta.containsKey("directory.id"))
                || logDirectories().anyMatch(directory -> Files.isDirectory(directory.resolve(METADATA_LOG)));
    }

    private Stream<Path> logDirectories() {
        return node.list("LOG_DIRS").stream().map(Path::of);
    }

    private Stream<Map<String, String>> metaProperties() {
        return logDirectories()
                .map(directory -> directory.resolve("meta.properties"))
                .filter(Files::exists)
                .map(PropertiesFile::read);
    }

    /** Copies of the metadata log that nobody follows any more. */
    void removeMetadataLogs(String why) throws IOException {
        for (Path copy : logDirectories().map(directory -> directory.resolve(METADATA_LOG)).toList()) {
            if (Files.isDirectory(copy)) {
                Log.say(why + ": removing " + copy);
                delete(copy);
            }
        }
    }

    /** Kafka refuses to start while quorum-state names other voters than a static controller.quorum.voters. */
    void removeQuorumStateOfOtherVoters(String configuredVoters) throws IOException {
        Path state = node.metadataLog().resolve("quorum-state");
        if (configuredVoters.isEmpty() || !Files.exists(state)) {
            return;
        }
        Set<String> recorded = recordedVoters(KubeApi.JSON.readTree(Files.readAllBytes(state)));
        Set<String> configured = new TreeSet<>();
        for (String voter : configuredVoters.split(",")) {
            configured.add(voter.trim().split("@")[0]);
        }
        if (!recorded.isEmpty() && !recorded.equals(configured)) {
            Log.say("controller.quorum.voters changed from " + recorded + " to " + configured + ": removing " + state);
            Files.delete(state);
        }
    }

    private static Set<String> recordedVoters(JsonNode state) {
        Set<String> voters = new TreeSet<>();
        state.path("currentVoters").forEach(voter -> voters.add(voter.path("voterId").asText()));
        return voters;
    }

    /** Copies of the metadata log left behind in directories that are not metadata.log.dir any more. */
    void removeMovedMetadataLogs() throws IOException {
        for (Path directory : node.directories()) {
            Path copy = directory.resolve(node.metadataLog().getFileName());
            if (!copy.equals(node.metadataLog()) && Files.isDirectory(copy)) {
                Log.say("the metadata log is in " + node.metadataLog() + " now: removing " + copy);
                delete(copy);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
