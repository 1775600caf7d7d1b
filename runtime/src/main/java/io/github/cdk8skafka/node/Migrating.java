package io.github.cdk8skafka.node;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka's server of a controller, and beside it in the same process a look at how far the migration from ZooKeeper is: Kafka
 * tells it in its metrics alone. The one that leads writes it into the ConfigMap of the founding.
 */
final class Migrating {
    private static final long PAUSE_MS = 1_000;
    /** The lag changes with each record; nobody needs to know it sooner. */
    private static final long LAG_MS = 10_000;
    private static final long ASK_MS = 5_000;
    /** Of the metric ZkMigrationState, by its numbers. */
    private static final MigrationRecord.State[] STATES = {
        MigrationRecord.State.NONE,
        MigrationRecord.State.MIGRATION,
        MigrationRecord.State.PRE_MIGRATION,
        MigrationRecord.State.POST_MIGRATION
    };

    private final Node node;
    private final KubeApi api;
    private final MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
    private final Log log = new Log();
    private MigrationRecord written;
    private long writtenAt;
    private Admin controllers;
    private List<Integer> unregistered = List.of();
    private long askedAt;
    private long readAt;

    private Migrating(Node node) {
        this.node = node;
        this.api = new KubeApi(node.namespace());
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watcher = new Thread(new Migrating(Node.fromEnvironment(System.getenv()))::watch, "migration");
        watcher.setDaemon(true);
        watcher.start();
        try {
            // By name: the helper is compiled with Kafka's clients alone.
            Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException failed) {
            Log.say("Kafka did not start: " + Log.reason(failed));
            Runtime.getRuntime().halt(1);
        }
    }

    private void watch() {
        while (written == null || written.state() != MigrationRecord.State.POST_MIGRATION) {
            try {
                Thread.sleep(PAUSE_MS);
                MigrationRecord found = look();
                if (found != null && isNews(found)) {
                    write(found);
                }
                if (found != null) {
                    followChanges();
                }
            } catch (IOException | JMException | RuntimeException failed) {
                log.change("how far the migration is was not noted: " + Log.reason(failed));
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    /** Null where another controller leads. */
    private MigrationRecord look() throws JMException, InterruptedException {
        if (metric("ActiveControllerCount", 0) != 1) {
            written = null;
            return null;
        }
        int state = metric("ZkMigrationState", 0);
        return state <= 0 || state >= STATES.length
                ? null
                : new MigrationRecord(
                        STATES[state],
                        metric("MigratingZkBrokerCount", 0),
                        metric("ActiveBrokerCount", 0) + metric("FencedBrokerCount", 0),
                        metric("ZkWriteBehindLag", -1),
                        unregistered(STATES[state]));
    }

    /** Asked while it matters: a migration begins when all controllers are registered. */
    private List<Integer> unregistered(MigrationRecord.State state) throws InterruptedException {
        if (state != MigrationRecord.State.PRE_MIGRATION) {
            controllers = Clients.drop(controllers);
            unregistered = List.of();
        } else if (Gate.millis() - askedAt > ASK_MS) {
            askedAt = Gate.millis();
            try {
                controllers = controllers == null ? Clients.toControllers(node) : controllers;
                unregistered = List.copyOf(Registration.unregistered(node, controllers));
            } catch (ExecutionException | RuntimeException silent) {
                log.change("which controllers are registered is not known: " + Log.reason(silent));
                controllers = Clients.drop(controllers);
            }
        }
        return unregistered;
    }

    /** What else a program changes while its step stays is taken: the next step is compared with it. */
    private void followChanges() throws IOException, InterruptedException {
        if (Gate.millis() - readAt < LAG_MS) {
            return;
        }
        readAt = Gate.millis();
        KubeApi.Answer answer = api.configMap(node.text("FOUNDING_CONFIGMAP"));
        if (answer.isOk() && MigrationSteps.in(answer.body()).isLaterChange()) {
            api.patchConfigMap(node.text("FOUNDING_CONFIGMAP"), MigrationSteps.in(answer.body()).patch());
        }
    }

    private int metric(String name, int otherwise) throws JMException {
        ObjectName bean = new ObjectName("kafka.controller:type=KafkaController,name=" + name);
        return metrics.isRegistered(bean) && metrics.getAttribute(bean, "Value") instanceof Number
                ? ((Number) metrics.getAttribute(bean, "Value")).intValue()
                : otherwise;
    }

    private boolean isNews(MigrationRecord found) {
        if (found.equals(written)) {
            return false;
        }
        boolean lagAlone = written != null
                && new MigrationRecord(
                                written.state(),
                                written.zkBrokers(),
                                written.brokers(),
                                found.lag(),
                                written.unregistered())
                        .equals(found);
        return !lagAlone || Gate.millis() - writtenAt > LAG_MS;
    }

    private void write(MigrationRecord found) throws IOException, InterruptedException {
        KubeApi.Answer answer = api.patchConfigMap(node.text("FOUNDING_CONFIGMAP"), found.patch());
        if (!answer.isOk()) {
            throw new IOException("HTTP " + answer.status());
        }
        if (written == null
                || written.state() != found.state()
                || written.zkBrokers() != found.zkBrokers()
                || !written.unregistered().equals(found.unregistered())) {
            Log.say("migration: " + found.text());
        }
        written = found;
        writtenAt = Gate.millis();
    }
}
