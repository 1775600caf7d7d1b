package io.github.cdk8skafka.node;

/** Lets the followers of an ensemble restart before the leader: an election for each of them would be one too many. */
final class Yield {
    /** The kubelet brings a renewed Secret to all pods within about a minute and a half. */
    private static final long LONGEST_MS = 180_000;
    private static final long PAUSE_MS = 1_000;

    private final EnsembleChecks checks;

    Yield(Node node) {
        this.checks = new EnsembleChecks(node);
    }

    void run() throws InterruptedException {
        long start = Gate.millis();
        while (checks.isLeader() && Gate.millis() - start < LONGEST_MS) {
            Thread.sleep(PAUSE_MS);
        }
    }
}
