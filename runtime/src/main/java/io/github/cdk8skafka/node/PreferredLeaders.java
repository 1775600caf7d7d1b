package io.github.cdk8skafka.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Takes back, few at a time, the partitions that this broker is the preferred leader of. A broker that starts leads
 * nothing, and what the others lead for it they would hand over all at once when they stop themselves: the last one of a
 * roll twice what it should. How long a partition is without a leader grows with their number.
 */
final class PreferredLeaders {
    private static final int FEW = 6;
    private static final int LONGEST_STEPS = 60;
    private static final long PAUSE_MS = 300;

    private final Node node;

    PreferredLeaders(Node node) {
        this.node = node;
    }

    void takeBack() throws InterruptedException {
        if (!isWanted(PropertiesFile.read(node.serverProperties()).get("auto.leader.rebalance.enable"))) {
            return;
        }
        Admin admin = Clients.toBrokers(node);
        try {
            List<TopicPartition> due = due(admin);
            int step = 1;
            for (int from = 0; from < due.size(); from += step, step = next(step, due.size())) {
                take(admin, due.subList(from, Math.min(due.size(), from + step)));
                Thread.sleep(PAUSE_MS);
            }
            Log.say("leads again what it is preferred for: " + due.size() + " partitions");
        } catch (ExecutionException | RuntimeException failed) {
            // The controllers do the same, all at once and every few minutes.
            Log.say("did not take its partitions back: " + Log.reason(failed));
        }
    }

    /** Kafka's own default is true. */
    static boolean isWanted(String autoLeaderRebalance) {
        return autoLeaderRebalance == null || autoLeaderRebalance.trim().equalsIgnoreCase("true");
    }

    static boolean isDue(List<Integer> replicas, List<Integer> isr, int leader, int me) {
        return leader != me && replicas.get(0) == me && isr.contains(me);
    }

    /** The first one a JVM takes over slowly: so it starts with one. However many there are, it ends. */
    static int next(int step, int all) {
        return Math.min(2 * step, Math.max(FEW, (all + LONGEST_STEPS - 1) / LONGEST_STEPS));
    }

    /** Ends when they are served here: the next ones would have to wait for these. */
    private static void take(Admin admin, List<TopicPartition> some) throws ExecutionException, InterruptedException {
        admin.electLeaders(ElectionType.PREFERRED, new HashSet<>(some)).partitions().get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        some.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        admin.listOffsets(ends).all().get();
    }

    private List<TopicPartition> due(Admin admin) throws ExecutionException, InterruptedException {
        List<TopicPartition> due = new ArrayList<>();
        for (List<String> topics : Clients.topicsToAsk(admin)) {
            for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions().stream()
                        .filter(this::isDue)
                        .forEach(partition -> due.add(new TopicPartition(topic.name(), partition.partition())));
            }
        }
        return due;
    }

    private boolean isDue(TopicPartitionInfo partition) {
        int leader = partition.leader() == null ? -1 : partition.leader().id();
        return isDue(Clients.ids(partition.replicas()), Clients.ids(partition.isr()), leader, node.id());
    }
}
