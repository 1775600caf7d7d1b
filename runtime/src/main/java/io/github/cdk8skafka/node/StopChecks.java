package io.github.cdk8skafka.node;

import java.util.Set;

/** What the gate asks the servers of its kind. */
interface StopChecks {
    /** Whether this pod's own server serves. */
    boolean isServing();

    /** Whether nothing answers any more where another pod's server was. */
    boolean hasStopped(String pod);

    /** Servers that others may still count although they are down. */
    Set<Integer> notServing();

    /** What would be lost by stopping now; null when nothing. */
    String objection(Set<Integer> notServing) throws InterruptedException;

    /** Whether others still need this server at their own end; false also when nobody can say. */
    boolean hasFollowers() throws InterruptedException;
}
