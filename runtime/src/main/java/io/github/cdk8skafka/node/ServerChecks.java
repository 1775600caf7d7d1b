package io.github.cdk8skafka.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** The questions of the gate to Kafka itself. */
final class ServerChecks implements StopChecks {
    private static final long PATIENCE_MS = 20_000;

    private final Node node;
    private final Map<Integer, String> brokerHosts = new HashMap<>();
    // Never closed: that waits for requests in flight, and the process ends anyway.
    private Admin brokers;
    private Admin controllers;
    private long brokersAnswered = Gate.millis();
    private long controllersAnswered = Gate.millis();

    ServerChecks(Node node) {
        this.node = node;
    }

    @Override
    public boolean isServing() {
        return (node.isBroker() && isOpen(Node.BROKER_PORT)) || (node.isController() && isOpen(Node.CONTROLLER_PORT));
    }

    private boolean isOpen(int port) {
        return Clients.knock("localhost", port) == Clients.Knock.OPEN
                || Clients.knock(node.host(node.pod()), port) == Clients.Knock.OPEN;
    }

    @Override
    public boolean hasStopped(String pod) {
        // While this pod's own name does not resolve, that another's does not says nothing.
        return Clients.knock(node.host(node.pod()), 1) != Clients.Knock.NO_SUCH_HOST
                && Clients.isGone(node.host(pod), Node.BROKER_PORT)
                && Clients.isGone(node.host(pod), Node.CONTROLLER_PORT);
    }

    /** Nodes that metadata may still count although they are down. */
    @Override
    public Set<Integer> notServing() {
        Set<Integer> found = new HashSet<>();
        if (node.isController()) {
            found.addAll(Clients.controllersNotServing(node));
        }
        brokerHosts.forEach((id, host) -> {
            if (id != node.id() && (host.isEmpty() || Clients.knock(host, Node.BROKER_PORT) != Clients.Knock.OPEN)) {
                found.add(id);
            }
        });
        return found;
    }

    @Override
    public String objection(Set<Integer> notServing) throws InterruptedException {
        if (node.isController() && isOpen(Node.CONTROLLER_PORT)) {
            String objection = ofControllers(notServing);
            if (objection != null) {
                return objection;
            }
        }
        return node.isBroker() && isOpen(Node.BROKER_PORT) ? ofBrokers(notServing) : null;
    }

    /** Whether a broker still follows the metadata log. */
    @Override
    public boolean hasFollowers() throws InterruptedException {
        try {
            return quorum().observers() > 0;
        } catch (ExecutionException | RuntimeException unknown) {
            return false;
        }
    }

    private Quorum quorum() throws ExecutionException, InterruptedException {
        controllers = controllers == null ? Clients.toControllers(node) : controllers;
        return Quorum.of(controllers.describeMetadataQuorum().quorumInfo().get());
    }

    private String ofControllers(Set<Integer> notServing) throws InterruptedException {
        try {
            Quorum quorum = quorum();
            controllersAnswered = Gate.millis();
            return StopRules.controllerObjection(quorum, node.id(), notServing);
        } catch (ExecutionException | RuntimeException failed) {
            boolean alive = Clients.mayElectLeader(node) && !isLeaderHidden();
            controllers = Clients.drop(controllers);
            long silent = Gate.millis() - controllersAnswered;
            return unanswered("the controllers have no leader", silent, alive, failed);
        }
    }

    /** Of a leader that is not registered nobody hears. Where all controllers take connections, one can be done without. */
    private boolean isLeaderHidden() throws InterruptedException {
        try {
            return controllers != null
                    && Clients.controllersNotServing(node).isEmpty()
                    && !Registration.unregistered(node, controllers).isEmpty();
        } catch (ExecutionException | RuntimeException unknown) {
            return false;
        }
    }

    private String ofBrokers(Set<Integer> notServing) throws InterruptedException {
        try {
            brokers = brokers == null ? Clients.toBrokers(node) : brokers;
            for (List<String> topics : Clients.topicsToAsk(brokers)) {
                String objection = ofTopics(topics, notServing);
                if (objection != null) {
                    return objection;
                }
            }
            brokersAnswered = Gate.millis();
            return null;
        } catch (ExecutionException | RuntimeException failed) {
            brokers = Clients.drop(brokers);
            long silent = Gate.millis() - brokersAnswered;
            return unanswered("the brokers do not answer", silent, isAnyBrokerAlive(silent), failed);
        }
    }

    private String ofTopics(List<String> topics, Set<Integer> notServing) throws ExecutionException, InterruptedException {
        Collection<TopicDescription> found = brokers.describeTopics(topics).allTopicNames().get().values();
        brokersAnswered = Gate.millis();
        List<StopRules.Partition> critical = new ArrayList<>();
        for (TopicDescription topic : found) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                StopRules.Partition mine = partition(topic.name(), partition);
                if (StopRules.needsMinIsr(mine, node.id(), notServing)) {
                    critical.add(mine);
                }
            }
        }
        if (critical.isEmpty()) {
            return null;
        }
        Map<String, Integer> minIsr = minIsr(critical);
        for (StopRules.Partition partition : critical) {
            String objection =
                    StopRules.brokerObjection(partition, node.id(), notServing, minIsr.get(partition.topic()));
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private StopRules.Partition partition(String topic, TopicPartitionInfo info) {
        info.isr().forEach(broker -> brokerHosts.put(broker.id(), broker.host() == null ? "" : broker.host()));
        return new StopRules.Partition(topic, info.partition(), Clients.ids(info.replicas()), Clients.ids(info.isr()));
    }

    private Map<String, Integer> minIsr(List<StopRules.Partition> partitions) throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = partitions.stream()
                .map(p -> new ConfigResource(ConfigResource.Type.TOPIC, p.topic()))
                .distinct()
                .toList();
        Map<String, Integer> result = new HashMap<>();
        Map<ConfigResource, Config> configs = brokers.describeConfigs(resources).all().get();
        configs.forEach((topic, config) ->
                result.put(topic.name(), Integer.valueOf(config.get("min.insync.replicas").value())));
        return result;
    }

    private boolean isAnyBrokerAlive(long silent) {
        if (brokerHosts.isEmpty()) {
            return silent < 3 * PATIENCE_MS;
        }
        return brokerHosts.entrySet().stream()
                .filter(broker -> broker.getKey() != node.id() && !broker.getValue().isEmpty())
                .anyMatch(broker -> Clients.knock(broker.getValue(), Node.BROKER_PORT) == Clients.Knock.OPEN);
    }

    /**
     * An election must be sat out, and an overloaded peer is alive; where nobody is left who could answer, there
     * is nothing left to protect.
     */
    private static String unanswered(String what, long silent, boolean alive, Exception failed) {
        return silent > PATIENCE_MS && !alive ? null : what + " (" + Log.reason(failed) + ")";
    }
}
