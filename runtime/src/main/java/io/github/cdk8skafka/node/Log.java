package io.github.cdk8skafka.node;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;

/** Lines for the container's log, in the form of Kafka's own. */
final class Log {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");
    private static final long REPEAT_NANOS = 30_000_000_000L;

    private String last = "";
    private long lastNanos;

    static void say(String text) {
        System.out.println("[" + LocalDateTime.now().format(TIME) + "] cdk8s-kafka: " + text);
    }

    static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException || cause.getMessage() == null)) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    /** For loops: says what is new at once, and what has not changed every 30 s. */
    void change(String text) {
        long now = System.nanoTime();
        if (text.equals(last) && now - lastNanos < REPEAT_NANOS) {
            return;
        }
        last = text;
        lastNanos = now;
        say(text);
    }
}
