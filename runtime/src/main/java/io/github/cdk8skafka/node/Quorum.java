package io.github.cdk8skafka.node;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.QuorumInfo;

/** The controllers' quorum at one moment. */
record Quorum(int leaderId, long highWatermark, List<Voter> voters, long observers) {
    /** Followers fetch at least twice a second, so three seconds behind the leader's clock is not a hiccup. */
    private static final long CAUGHT_UP_MS = 3_000;

    record Voter(int id, String directoryId, long endOffset, long caughtUpMs) {}

    static Quorum of(QuorumInfo info) {
        List<Voter> voters = info.voters().stream()
                .map(v -> new Voter(
                        v.replicaId(),
                        v.replicaDirectoryId().toString(),
                        v.logEndOffset(),
                        v.lastCaughtUpTimestamp().orElse(-1)))
                .toList();
        return new Quorum(info.leaderId(), info.highWatermark(), voters, followers(info));
    }

    /** Brokers, and controllers without a vote, that fetched a moment ago: one that is gone stays in the list. */
    private static long followers(QuorumInfo info) {
        long latest = info.voters().stream()
                .mapToLong(v -> v.lastCaughtUpTimestamp().orElse(-1))
                .max()
                .orElse(-1);
        return info.observers().stream()
                .filter(o -> o.lastFetchTimestamp().orElse(-1) >= latest - CAUGHT_UP_MS)
                .count();
    }

    int majority() {
        return voters.size() / 2 + 1;
    }

    /** Voters other than {@code me} that follow the leader (or lead) and hold at least {@code offset} records. */
    long caughtUpWithout(int me, Set<Integer> notServing, long offset) {
        long leaderMs = voters.stream().filter(v -> v.id() == leaderId).mapToLong(Voter::caughtUpMs).findFirst().orElse(-1);
        return voters.stream()
                .filter(v -> v.id() != me && !notServing.contains(v.id()))
                .filter(v -> leaderMs >= 0 && v.caughtUpMs() >= leaderMs - CAUGHT_UP_MS)
                .filter(v -> v.endOffset() >= offset)
                .count();
    }
}
