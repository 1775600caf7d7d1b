package io.github.cdk8skafka.node;

/** The node must not start; the message says why and what to do, and is all that is printed. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
