package io.github.cdk8skafka.node;

import java.util.List;
import java.util.Set;

/** May this node stop now? Pure decisions; null means yes, otherwise the answer says what is missing. */
final class StopRules {
    record Partition(String topic, int number, List<Integer> replicas, List<Integer> isr) {
        @Override
        public String toString() {
            return topic + "-" + number;
        }
    }

    private StopRules() {}

    /** In-sync replicas that would take over: a broker that does not serve any more is not one of them. */
    private static List<Integer> others(Partition partition, int me, Set<Integer> notServing) {
        return partition.isr().stream().filter(id -> id != me && !notServing.contains(id)).toList();
    }

    /** Whether min.insync.replicas matters: without a missing replica it is kept, whatever it is. */
    static boolean needsMinIsr(Partition partition, int me, Set<Integer> notServing) {
        return partition.isr().contains(me)
                && others(partition, me, notServing).size() + 1 < partition.replicas().size();
    }

    static String brokerObjection(Partition partition, int me, Set<Integer> notServing, int minIsr) {
        if (!partition.isr().contains(me) || partition.replicas().size() <= minIsr) {
            return null;
        }
        List<Integer> others = others(partition, me, notServing);
        if (others.size() >= minIsr) {
            return null;
        }
        return "partition " + partition + " has in-sync replicas " + partition.isr() + " of " + partition.replicas()
                + ", without this one fewer than min.insync.replicas=" + minIsr;
    }

    static String controllerObjection(Quorum quorum, int me, Set<Integer> notServing) {
        if (quorum.voters().size() <= 2 || quorum.voters().stream().noneMatch(v -> v.id() == me)) {
            return null;
        }
        long others = quorum.caughtUpWithout(me, notServing, 0);
        return others >= quorum.majority()
                ? null
                : "of the " + quorum.voters().size() + " controllers only " + others
                        + " others are caught up, a majority is " + quorum.majority();
    }

    static String ensembleObjection(int servers, int notServing) {
        int majority = servers / 2 + 1;
        int others = servers - 1 - notServing;
        // Of one server there is no other, and two have no majority without either.
        return servers <= 2 || others >= majority
                ? null
                : "of the " + servers + " ZooKeeper servers only " + others + " others serve, a majority is " + majority;
    }

    /** A pod that its StatefulSet will not start again has nothing to wait for. */
    static boolean isLeaving(int ordinal, int start, int replicas) {
        return ordinal < start || ordinal >= start + replicas;
    }
}
