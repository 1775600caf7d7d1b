package io.github.cdk8skafka.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cdk8skafka.node.StopRules.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The decisions that need no cluster. Run: {@code java -ea -cp ... io.github.cdk8skafka.node.DecisionsTest}. */
public final class DecisionsTest {
    private static final Set<Integer> NONE = Set.of();
    private static final Instant NOW = Instant.parse("2026-01-01T00:02:00Z");

    private static int facts;

    private DecisionsTest() {}

    public static void main(String[] arguments) throws IOException {
        boolean enabled = false;
        assert enabled = true;
        if (!enabled) {
            throw new IllegalStateException("run with -ea");
        }
        brokerMayStop();
        minIsrIsAskedOnlyWhenItMatters();
        preferredLeaders();
        controllerMayStop();
        leaving();
        founding();
        joining();
        leaseIsFree();
        restartTime();
        listeners();
        references();
        node();
        ensemble();
        members();
        migration();
        wayBack();
        order();
        presence();
        disks();
        System.out.println(facts + " facts hold");
    }

    private static void fact(String what, boolean holds) {
        facts++;
        assert holds : what;
    }

    private static Partition partition(List<Integer> replicas, List<Integer> isr) {
        return new Partition("t", 0, replicas, isr);
    }

    private static boolean mayStop(List<Integer> replicas, List<Integer> isr, Set<Integer> notServing) {
        return StopRules.brokerObjection(partition(replicas, isr), 1, notServing, 2) == null;
    }

    private static void brokerMayStop() {
        List<Integer> three = List.of(1, 2, 3);
        fact("all in sync", mayStop(three, List.of(1, 2, 3), NONE));
        fact("one more than the minimum is missing", !mayStop(three, List.of(1, 2), NONE));
        fact("below the minimum already", !mayStop(three, List.of(1), NONE));
        fact("not in sync itself", mayStop(three, List.of(2, 3), NONE));
        fact("no replica of it", mayStop(List.of(2, 3, 4), List.of(2, 3), NONE));
        fact("another is in sync but down", !mayStop(three, List.of(1, 2, 3), Set.of(3)));
        fact("replication factor equals the minimum", mayStop(List.of(1, 2), List.of(1, 2), NONE));
        fact("a single replica", mayStop(List.of(1), List.of(1), NONE));
        fact("the message names the partition", StopRules.brokerObjection(partition(three, List.of(1, 2)), 1, NONE, 2)
                .startsWith("partition t-0 has in-sync replicas [1, 2] of [1, 2, 3]"));
    }

    private static void minIsrIsAskedOnlyWhenItMatters() {
        List<Integer> three = List.of(1, 2, 3);
        fact("full", !StopRules.needsMinIsr(partition(three, three), 1, NONE));
        fact("under-replicated", StopRules.needsMinIsr(partition(three, List.of(1, 2)), 1, NONE));
        fact("full, one down", StopRules.needsMinIsr(partition(three, three), 1, Set.of(2)));
        fact("without this node", !StopRules.needsMinIsr(partition(three, List.of(2)), 1, NONE));
    }

    private static Quorum quorum(int leader, long... caughtUp) {
        List<Quorum.Voter> voters = new java.util.ArrayList<>();
        for (int id = 0; id < caughtUp.length; id++) {
            voters.add(new Quorum.Voter(id, "d" + id, 100 + id, caughtUp[id]));
        }
        return new Quorum(leader, 101, voters, 0);
    }

    private static void preferredLeaders() {
        List<Integer> three = List.of(1, 2, 3);
        fact("another leads it", PreferredLeaders.isDue(three, three, 2, 1));
        fact("nobody leads it", PreferredLeaders.isDue(three, three, -1, 1));
        fact("it leads already", !PreferredLeaders.isDue(three, three, 1, 1));
        fact("another is preferred", !PreferredLeaders.isDue(three, three, 3, 2));
        fact("not in sync", !PreferredLeaders.isDue(three, List.of(2, 3), 2, 1));
        fact("twice as many", PreferredLeaders.next(1, 40) == 2);
        fact("few at a time", PreferredLeaders.next(4, 40) == 6);
        fact("of very many more at a time", PreferredLeaders.next(100, 6001) == 101);
        fact("as Kafka by itself", PreferredLeaders.isWanted(null) && PreferredLeaders.isWanted("TRUE"));
        fact("not where it may not", !PreferredLeaders.isWanted("false"));
    }

    private static void controllerMayStop() {
        fact("three, all well", StopRules.controllerObjection(quorum(0, 10_000, 9_500, 9_600), 0, NONE) == null);
        fact("three, one behind", StopRules.controllerObjection(quorum(0, 10_000, 9_500, 2_000), 1, NONE) != null);
        fact("three, itself behind", StopRules.controllerObjection(quorum(0, 10_000, 9_500, 2_000), 2, NONE) == null);
        fact("three, one just gone", StopRules.controllerObjection(quorum(0, 10_000, 9_500, 9_600), 1, Set.of(2)) != null);
        fact("five, one behind", StopRules.controllerObjection(quorum(0, 10_000, 9_900, 9_900, 9_900, 0), 1, NONE) == null);
        fact("five, two behind", StopRules.controllerObjection(quorum(0, 10_000, 9_900, 9_900, 0, 0), 1, NONE) != null);
        fact("one", StopRules.controllerObjection(quorum(0, 10_000), 0, NONE) == null);
        fact("two", StopRules.controllerObjection(quorum(0, 10_000, 0), 0, NONE) == null);
        fact("an observer", StopRules.controllerObjection(quorum(0, 10_000, 0, 0), 7, NONE) == null);
    }

    private static void leaving() {
        fact("kept", !StopRules.isLeaving(5, 3, 3));
        fact("scaled away", StopRules.isLeaving(5, 3, 2));
        fact("scaled to none", StopRules.isLeaving(3, 3, 0));
        fact("below the start", StopRules.isLeaving(2, 3, 3));
    }

    private static void founding() {
        fact("new", Founding.fact(200, "", "a") == Founding.Fact.NEW);
        fact("exists", Founding.fact(200, "a", "a") == Founding.Fact.EXISTS);
        fact("another", Founding.fact(200, "b", "a") == Founding.Fact.OTHER_CLUSTER);
        fact("never guessed when absent", Founding.fact(404, "", "a") == Founding.Fact.UNKNOWN);
        fact("never guessed when forbidden", Founding.fact(403, "", "a") == Founding.Fact.UNKNOWN);
    }

    private static void joining() {
        Quorum two = quorum(1, 0, 10_000, 9_900);
        fact("the others manage", Founding.joinObjection(two, 0, 101) == null);
        fact("no high watermark known", Founding.joinObjection(two, 0, -1) != null);
        fact("one of the others misses records", Founding.joinObjection(two, 0, 102) != null);
        fact("only one other", Founding.joinObjection(quorum(1, 0, 10_000, 0), 0, 100) != null);
        fact("no leader", Founding.joinObjection(quorum(-1, 0, 10_000, 9_900), 0, 100) != null);
        fact("a single controller cannot come back empty", Founding.joinObjection(quorum(0, 10_000), 0, 0) != null);
    }

    private static StopLease.View lease(String json) throws JsonProcessingException {
        return StopLease.View.of(KubeApi.JSON.readTree(json));
    }

    private static void leaseIsFree() throws JsonProcessingException {
        String held = "{\"spec\":{\"holderIdentity\":\"p-1\",\"leaseDurationSeconds\":%d,\"renewTime\":\"2026-01-01T00:01:00.000000Z\"}}";
        fact("never held", lease("{\"metadata\":{}}").isFreeFor("p-0", NOW));
        fact("held", !lease(String.format(held, 120)).isFreeFor("p-0", NOW));
        fact("run out", lease(String.format(held, 30)).isFreeFor("p-0", NOW));
        fact("one's own", lease(String.format(held, 120)).isFreeFor("p-1", NOW));
        fact("not forced", !lease("{}").forced());
        fact("forced", lease("{\"metadata\":{\"annotations\":{\"cdk8s-kafka/force\":\"true\"}}}").forced());
    }

    private static void restartTime() {
        fact("five sixths", Pem.restartAt(1_000, 7_000) == 6_000);
    }

    private static void listeners() {
        List<Listener> found = Listener.withTls(Map.of(
                "listeners", "REPLICATION-9091://0.0.0.0:9091, PLAIN-9092://${env:POD_NAME}.x:9092,TLS-9093://[::]:9093",
                "listener.security.protocol.map", "REPLICATION-9091:SSL,PLAIN-9092:PLAINTEXT,TLS-9093:SASL_SSL",
                "ssl.keystore.location", "/a.pem",
                "listener.name.tls-9093.ssl.keystore.location", "/b.pem"));
        fact("both with TLS", found.equals(List.of(
                new Listener("REPLICATION-9091", 9091, "/a.pem"), new Listener("TLS-9093", 9093, "/b.pem"))));
    }

    private static void references() throws IOException {
        Path folder = Files.createTempDirectory("references");
        Path file = Files.writeString(folder.resolve("users.properties"), "bob=secret\nempty=\n");
        String provider = "org.apache.kafka.common.config.provider.FileConfigProvider";
        Map<String, String> good = Map.of(
                "config.providers", "file", "config.providers.file.class", provider,
                "config.providers.file.param.allowed.paths", folder.toString(),
                "jaas", "required user_bob=\"${file:" + file + ":bob}\";");
        fact("resolves", References.unresolved(good).isEmpty());
        for (String wrong : List.of("${file:" + file + ":eve}", "${file:" + file + ":empty}", "${file:/etc/hostname:bob}",
                "${vault:a:b}")) {
            Map<String, String> bad = new java.util.HashMap<>(good);
            bad.put("jaas", "password=" + wrong);
            List<String> problems = References.unresolved(bad);
            fact("names " + wrong, problems.size() == 1 && problems.get(0).startsWith("jaas refers to " + wrong));
            fact("keeps the secret", !problems.toString().contains("secret"));
        }
        Files.delete(file);
        Files.delete(folder);
    }

    private static void node() {
        Node node = Node.fromEnvironment(Map.of(
                "NODE_ID", "1", "NODE_ROLES", "broker,controller", "METADATA_LOG_DIR", "/d/0", "LOG_DIRS", "/d/0,/d/1",
                "INITIAL_CONTROLLERS", "0@c-p-0.s.n.svc:9090:AAA,1@c-p-1.s.n.svc:9090:BBB",
                "NODE_DOMAIN", "s.n.svc"));
        fact("roles", node.isBroker() && node.isController());
        fact("directory id", node.foundingDirectoryId().equals("BBB"));
        fact("host of another pod", node.host("c-q-7").equals("c-q-7.s.n.svc"));
        fact("each directory once", node.directories().equals(List.of(Path.of("/d/0"), Path.of("/d/1"))));
    }

    private static void ensemble() throws IOException {
        fact("one server asks nobody", StopRules.ensembleObjection(1, 0) == null);
        fact("two servers have no majority without either", StopRules.ensembleObjection(2, 0) == null);
        fact("two others are a majority", StopRules.ensembleObjection(3, 0) == null);
        fact("one other is none", StopRules.ensembleObjection(3, 1) != null);
        fact("three of five", StopRules.ensembleObjection(5, 1) == null && StopRules.ensembleObjection(5, 2) != null);
        String stats = "\"server_stats\":{\"server_state\":\"leader\",\"num_alive_client_connections\":4}}";
        fact("leads", Ensemble.modeOf(KubeApi.JSON.readTree("{\"error\":null," + stats)).equals("leader 4"));
        fact("no quorum", Ensemble.modeOf(KubeApi.JSON.readTree("{\"error\":\"not serving\"," + stats)).isEmpty());
        fact("no answer", Ensemble.modeOf(KubeApi.JSON.readTree("{}")).isEmpty());
    }

    private static MigrationRecord record(MigrationRecord.State state, int zkBrokers) {
        return new MigrationRecord(state, zkBrokers, 3, 0, List.of());
    }

    private static boolean starts(MigrationRules.Kind kind, MigrationRecord record) {
        return MigrationRules.objection(kind, record, false) == null;
    }

    private static boolean isRefused(Runnable question) {
        try {
            question.run();
            return false;
        } catch (Refused refused) {
            return true;
        }
    }

    private static void members() throws IOException {
        fact("one of them starts", Members.objection(2, 3, false, false) == null);
        fact("one more than there were waits", Members.objection(3, 3, false, true).contains("has 3 servers"));
        fact("an empty disk starts beside others", Members.objection(0, 3, true, true) == null);
        fact("an empty disk alone waits", Members.objection(0, 3, true, false).contains("empty"));
        fact(
                "its servers are the noted ones",
                Members.config(List.of("a=1", "server.1=x:1:2", "server.2=y:1:2"), List.of("h0"))
                        .equals(List.of("a=1", "server.1=h0:2888:3888")));
        Path folder = Files.createTempDirectory("members");
        fact("no folder", Members.isEmpty(folder));
        Path versioned = Files.createDirectory(folder.resolve("version-2"));
        Files.createFile(versioned.resolve("currentEpoch"));
        fact("never followed", Members.isEmpty(folder));
        Files.createFile(versioned.resolve("snapshot.0"));
        fact("has data", !Members.isEmpty(folder));
        fact("no note", StopLease.serversIn(KubeApi.JSON.readTree("{}")) == 0);
        String noted = "{\"metadata\":{\"annotations\":{\"cdk8s-kafka/servers\":\"5\"}}}";
        fact("noted", StopLease.serversIn(KubeApi.JSON.readTree(noted)) == 5);
    }

    private static void migration() {
        MigrationRecord none = MigrationRecord.of("");
        MigrationRecord before = record(MigrationRecord.State.PRE_MIGRATION, 1);
        MigrationRecord dual = record(MigrationRecord.State.MIGRATION, 3);
        MigrationRecord oneLeft = record(MigrationRecord.State.MIGRATION, 1);
        MigrationRecord noneLeft = record(MigrationRecord.State.MIGRATION, 0);
        MigrationRecord after = record(MigrationRecord.State.POST_MIGRATION, 0);
        MigrationRecord back = record(MigrationRecord.State.ROLLED_BACK, 0);
        fact("is read as it was written", MigrationRecord.of(oneLeft.text()).equals(oneLeft));
        fact("another word is refused", isRefused(() -> MigrationRecord.of("{\"state\":\"x\"}")));

        MigrationRules.Kind migrating = MigrationRules.Kind.MIGRATING_BROKER;
        fact("nobody waits for the brokers", !starts(migrating, none));
        fact("brokers join", starts(migrating, before) && starts(migrating, dual) && starts(migrating, back));
        fact("no way back", isRefused(() -> starts(migrating, after)));

        MigrationRules.Kind kraft = MigrationRules.Kind.KRAFT_BROKER;
        fact("metadata is elsewhere", !starts(kraft, none) && !starts(kraft, before) && !starts(kraft, back));
        fact("metadata is there", starts(kraft, dual) && starts(kraft, after));

        MigrationRules.Kind zooKeeper = MigrationRules.Kind.ZOOKEEPER_BROKER;
        fact("ZooKeeper has it", starts(zooKeeper, none) && starts(zooKeeper, before) && starts(zooKeeper, back));
        fact("the controllers have it", !starts(zooKeeper, dual));
        fact("they have it for good", isRefused(() -> starts(zooKeeper, after)));

        MigrationRules.Kind last = MigrationRules.Kind.KRAFT_CONTROLLER;
        fact("brokers are on ZooKeeper", !starts(last, before) && !starts(last, dual) && !starts(last, oneLeft));
        fact("no broker is", starts(last, noneLeft) && starts(last, after) && starts(last, none));

        MigrationRules.Kind waiting = MigrationRules.Kind.MIGRATING_CONTROLLER;
        fact("a new one", starts(waiting, none) && starts(waiting, back) && starts(waiting, dual));
        fact("its log was given up", isRefused(() -> MigrationRules.objection(waiting, back, true)));
        fact("it is complete", isRefused(() -> starts(waiting, after)));

        MigrationRecord unknown = record(MigrationRecord.State.UNKNOWN, 0);
        fact("a quorum comes up again", starts(waiting, unknown) && starts(last, unknown));
        fact("a broker waits for an answer", !starts(kraft, unknown) && !starts(migrating, unknown));
    }

    private static MigrationSteps steps(String said, String rest, String taken) throws JsonProcessingException {
        String text = "{\"metadata\":{\"annotations\":{\"cdk8s-kafka/migration\":\"%s\",\"cdk8s-kafka/migration-rest\":\"%s\"}},"
                + "\"data\":{\"migrationStep\":\"{\\\"name\\\":\\\"%s\\\",\\\"rest\\\":\\\"a\\\"}\"}}";
        return MigrationSteps.in(KubeApi.JSON.readTree(String.format(text, said, rest, taken)));
    }

    private static boolean follows(String said, String taken) throws JsonProcessingException {
        return steps(said, "a", taken).objection() == null;
    }

    private static void order() throws JsonProcessingException {
        List<String> steps = List.of("provisionControllers", "dualWrite", "brokersToKRaft", "finish");
        for (String said : steps) {
            for (String taken : steps) {
                int by = steps.indexOf(said) - steps.indexOf(taken);
                boolean back = by == -1 && !said.equals("brokersToKRaft");
                fact(said + " after " + taken, follows(said, taken) == (by == 0 || by == 1 || back));
            }
        }
        fact("the first", follows("provisionControllers", "") && follows("provisionControllers", "rollBack"));
        fact("no other is the first", !follows("dualWrite", "") && !follows("brokersToKRaft", "") && !follows("finish", ""));
        fact("back", follows("rollBack", "dualWrite") && follows("rollBack", "provisionControllers"));
        fact("not back", !follows("rollBack", "brokersToKRaft") && !follows("rollBack", "finish"));
        fact("left out", follows("", "finish") && follows("", "rollBack") && follows("", "provisionControllers"));
        fact("left out too early", !follows("", "dualWrite") && !follows("", "brokersToKRaft"));
        fact("with another change", steps("dualWrite", "b", "provisionControllers").objection().startsWith("together with"));
        fact("another change alone", steps("dualWrite", "b", "dualWrite").objection() == null);
        fact("which is noted", steps("dualWrite", "b", "dualWrite").isLaterChange() && !steps("dualWrite", "a", "dualWrite").isNews());
        fact("and no step", !steps("dualWrite", "b", "provisionControllers").isLaterChange());
        MigrationSteps unknown = MigrationSteps.in(KubeApi.JSON.readTree("{}"));
        fact("nobody has noted one", unknown.objection() == null && unknown.isLaterChange());
        String noted = steps("dualWrite", "b", "dualWrite").patch().path("data").path("migrationStep").asText();
        fact("is noted", noted.equals("{\"name\":\"dualWrite\",\"rest\":\"b\"}"));
    }

    private static boolean isPresent(int generation, int ready, int updated) throws JsonProcessingException {
        String text = "{\"metadata\":{\"generation\":2},\"spec\":{\"replicas\":3},"
                + "\"status\":{\"observedGeneration\":%d,\"readyReplicas\":%d,\"updatedReplicas\":%d}}";
        return Presence.objection("s", KubeApi.JSON.readTree(String.format(text, generation, ready, updated))) == null;
    }

    private static void presence() throws JsonProcessingException {
        fact("all are there", isPresent(2, 3, 3));
        fact("one is not ready", !isPresent(2, 2, 3));
        fact("one is old", !isPresent(2, 3, 2));
        fact("the roll has not begun", !isPresent(1, 3, 3));
    }

    private static void disks() throws IOException {
        Path folder = Files.createTempDirectory("disks");
        Disks disks = new Disks(Node.fromEnvironment(
                Map.of("LOG_DIRS", folder.toString(), "METADATA_LOG_DIR", folder.toString())));
        Files.writeString(folder.resolve("meta.properties"), "version=0\nbroker.id=1\n");
        disks.noteKRaftMode();
        fact("a disk of ZooKeeper", disks.cameFromZooKeeper() && !disks.runsInKRaftMode());
        Files.createDirectory(folder.resolve(Disks.METADATA_LOG));
        fact("dual write has a copy of the log too", !disks.runsInKRaftMode());
        disks.noteKRaftMode();
        fact("in KRaft mode", disks.runsInKRaftMode());
        disks.removeMetadataLogs("back");
        fact("and back", !disks.runsInKRaftMode());
        Files.delete(folder.resolve("meta.properties"));
        Files.delete(folder);
    }

    private static void wayBack() {
        fact("all are on ZooKeeper", MigrationRules.rollBackObjection(record(MigrationRecord.State.MIGRATION, 3)) == null);
        fact("one is not", MigrationRules.rollBackObjection(record(MigrationRecord.State.MIGRATION, 2)) != null);
        fact("not begun", MigrationRules.rollBackObjection(record(MigrationRecord.State.PRE_MIGRATION, 1)) == null);
        fact("complete", isRefused(() ->
                MigrationRules.rollBackObjection(record(MigrationRecord.State.POST_MIGRATION, 0))));
        fact("never begun", isRefused(() -> MigrationRules.rollBackObjection(MigrationRecord.of(""))));
        MigrationRecord back = MigrationRecord.of(MigrationRecord.State.ROLLED_BACK);
        fact("ends the founding", back.patch().path("data").path(Founding.KEY).isNull());
    }
}
