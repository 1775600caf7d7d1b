package io.github.cdk8skafka.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is decided before the server starts; run.sh sources the decisions. */
final class Prepare {
    private static final int NAME_SECONDS = 30;

    private final Node node;
    private final KubeApi api;

    Prepare(Node node) {
        this.node = node;
        this.api = new KubeApi(node.namespace());
    }

    void run(Path decisions) throws IOException, InterruptedException {
        Map<String, String> server = PropertiesFile.read(node.serverProperties());
        new Addresses(node, api).write();
        refuseUnresolved(server);
        Pem.refuseAnotherSubject(node);
        Disks disks = new Disks(node);
        Migration migration = new Migration(node, api);
        migration.await();
        boolean needFormat = node.formatsStorage() && disks.needFormat();
        awaitOwnName();
        boolean confirm = false;
        String format = formatArguments(null);
        if (node.isController()) {
            Founding founding = new Founding(node, api);
            if (disks.hasMetadataLog()) {
                confirm = founding.ask() != Founding.Fact.EXISTS;
            } else if (node.isDynamicQuorum() && node.foundingDirectoryId() == null) {
                // Under a directory id of its own it is no voter yet, so its empty log cannot win an election.
                Log.say("not one of the founding controllers: joining as an observer");
            } else {
                confirm = founding.await(disks);
                needFormat = disks.needFormat();
                format = formatArguments(node.foundingDirectoryId());
            }
            disks.removeQuorumStateOfOtherVoters(server.getOrDefault("controller.quorum.voters", ""));
        }
        if (node.formatsStorage()) {
            disks.removeMovedMetadataLogs();
        }
        write(decisions, Map.of(
                "NEED_FORMAT", yes(needFormat),
                "FORMAT_ARGUMENTS", format,
                "CONFIRM", yes(confirm),
                "SETTLE", yes(mustSettle()),
                "MIGRATING", yes(migration.mustWatch()),
                "RESTART_AT", Long.toString(Pem.restartAt(node))));
    }

    /** A broker gives the Lease back when it has served for a while, a controller now. */
    private boolean mustSettle() throws InterruptedException {
        StopLease lease = new StopLease(node, api);
        Instant taken = lease.heldSince();
        if (taken == null || node.isBroker()) {
            return taken != null;
        }
        lease.releaseHeldSince(taken);
        return false;
    }

    /** A server of an ensemble has to be one of them, needs its name, and gives the Lease back that it stopped with. */
    void runEnsemble() throws IOException, InterruptedException {
        new Members(node, api).await();
        awaitOwnName();
        StopLease lease = new StopLease(node, api);
        Instant taken = lease.heldSince();
        if (taken != null) {
            lease.releaseHeldSince(taken);
        }
    }

    private void refuseUnresolved(Map<String, String> server) {
        List<String> problems = new ArrayList<>(References.unresolved(server));
        problems.addAll(References.unresolved(PropertiesFile.read(node.adminProperties())));
        if (!problems.isEmpty()) {
            throw new Refused("Kafka would take these references as literal values: " + String.join("; ", problems));
        }
    }

    /** A server that starts before its name is in DNS may remember that its peers do not exist. */
    private void awaitOwnName() throws InterruptedException {
        String host = node.host(node.pod());
        for (int second = 0; second < NAME_SECONDS; second++) {
            try {
                InetAddress.getByName(host);
                return;
            } catch (UnknownHostException notYet) {
                Thread.sleep(1_000);
            }
        }
        Log.say("the name " + host + " does not resolve after " + NAME_SECONDS + " s, starting nevertheless");
    }

    private String formatArguments(String foundingDirectoryId) {
        if (!node.isDynamicQuorum()) {
            return "";
        }
        return foundingDirectoryId == null
                ? "--no-initial-controllers"
                : "--initial-controllers " + node.text("INITIAL_CONTROLLERS");
    }

    private static String yes(boolean decision) {
        return decision ? "yes" : "";
    }

    private static void write(Path file, Map<String, String> decisions) throws IOException {
        StringBuilder text = new StringBuilder();
        decisions.forEach((name, value) ->
                text.append(name).append("='").append(value).append("'\n"));
        Files.writeString(file, text.toString());
    }
}
