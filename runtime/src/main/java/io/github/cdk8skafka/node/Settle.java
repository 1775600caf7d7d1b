package io.github.cdk8skafka.node;

import java.time.Instant;

/**
 * Gives the Lease back when this broker, which had stopped, has served for a while: until then no other may stop, as a JVM
 * that has just started takes leaders over slowly. Meanwhile it leads again what it is preferred for.
 */
final class Settle {
    private static final long PAUSE_MS = 1_000;

    private final Node node;
    private final StopLease lease;

    Settle(Node node, KubeApi api) {
        this.node = node;
        this.lease = new StopLease(node, api);
    }

    void run() throws InterruptedException {
        Instant taken = lease.heldSince();
        if (taken == null) {
            return;
        }
        ServerChecks checks = new ServerChecks(node);
        while (!checks.isServing()) {
            Thread.sleep(PAUSE_MS);
        }
        Thread.sleep(node.number("WARM_UP_SECONDS") * 1000L);
        if (node.isBroker()) {
            new PreferredLeaders(node).takeBack();
        }
        lease.releaseHeldSince(taken);
    }
}
