import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.DelegationTokenAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * For each operation of each type of resource one request that asks for it. Nothing is changed for long: what is asked is only validated,
 * or about something that is not there, or a token that ends at once. Whatever Kafka answers that is no refusal shows that the right is held.
 */
final class Probes {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Admin admin;
  private final Function<Map<String, ?>, Map<String, Object>> properties;

  Probes(Admin admin, Function<Map<String, ?>, Map<String, Object>> properties) {
    this.admin = admin;
    this.properties = properties;
  }

  void addTo(Map<String, Actor.Step> steps) {
    steps.put("TOPIC READ", this::read);
    steps.put("TOPIC WRITE", this::write);
    steps.put("TOPIC CREATE", step -> create(name(step)));
    steps.put("TOPIC DELETE", step -> admin.deleteRecords(Map.of(first(step), RecordsToDelete.beforeOffset(0))).all().get());
    steps.put("TOPIC ALTER", step -> admin.createPartitions(Map.of(name(step), NewPartitions.increaseTo(1)), new CreatePartitionsOptions().validateOnly(true)).all().get());
    steps.put("TOPIC DESCRIBE", step -> admin.listOffsets(Map.of(first(step), OffsetSpec.latest())).all().get());
    steps.put("TOPIC DESCRIBE_CONFIGS", step -> show(ConfigResource.Type.TOPIC, name(step)));
    steps.put("TOPIC ALTER_CONFIGS", step -> configure(ConfigResource.Type.TOPIC, name(step), "retention.ms", "86400000"));
    steps.put("GROUP READ", this::leave);
    steps.put("GROUP DELETE", step -> admin.deleteConsumerGroups(List.of(name(step))).all().get());
    steps.put("GROUP DESCRIBE", step -> admin.listConsumerGroupOffsets(name(step)).partitionsToOffsetAndMetadata().get());
    steps.put("GROUP DESCRIBE_CONFIGS", step -> show(ConfigResource.Type.GROUP, name(step)));
    steps.put("GROUP ALTER_CONFIGS", step -> configure(ConfigResource.Type.GROUP, name(step), "share.auto.offset.reset", "earliest"));
    steps.put("TRANSACTIONAL_ID WRITE", this::initTransactions);
    steps.put("TRANSACTIONAL_ID DESCRIBE", step -> admin.describeTransactions(List.of(name(step))).all().get());
    steps.put("CLUSTER CREATE", step -> create(step.get("topic").asText()));
    steps.put("CLUSTER ALTER", step -> admin.alterPartitionReassignments(Map.of(new TopicPartition("nobodys", 0), Optional.empty())).all().get());
    steps.put("CLUSTER DESCRIBE", step -> admin.listPartitionReassignments().reassignments().get());
    steps.put("CLUSTER DESCRIBE_CONFIGS", step -> show(ConfigResource.Type.BROKER, step.get("broker").asText()));
    steps.put("USER CREATE_TOKENS", step -> AdminSteps.makeToken(admin, name(step), 1));
    steps.put("USER DESCRIBE_TOKENS", this::seeTokens);
    steps.put("CLUSTER ALTER_CONFIGS", step -> configure(ConfigResource.Type.BROKER, "", "log.cleaner.threads", "1"));
  }

  private static String name(JsonNode step) {
    return step.get("name").asText();
  }

  private static TopicPartition first(JsonNode step) {
    return new TopicPartition(name(step), 0);
  }

  private void read(JsonNode step) {
    Map<String, Object> settings = properties.apply(Map.of("enable.auto.commit", "false", "auto.offset.reset", "earliest"));
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, text, text)) {
      consumer.assign(List.of(first(step)));
      consumer.seek(first(step), 0);
      long end = System.currentTimeMillis() + 10_000;
      while (System.currentTimeMillis() < end) {
        if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) return;
      }
    }
    throw new IllegalStateException("neither a record nor a refusal");
  }

  /** Without idempotence, which would ask for a right of its own. */
  private void write(JsonNode step) throws Exception {
    Map<String, Object> settings = properties.apply(Map.of("enable.idempotence", "false", "max.block.ms", "15000"));
    StringSerializer text = new StringSerializer();
    KafkaProducer<String, String> producer = new KafkaProducer<>(settings, text, text);
    try {
      producer.send(new ProducerRecord<>(name(step), "key", "value")).get(20, TimeUnit.SECONDS);
    } finally {
      producer.close(AT_ONCE);
    }
  }

  private void initTransactions(JsonNode step) {
    Map<String, Object> settings = properties.apply(Map.of("transactional.id", name(step), "max.block.ms", "15000"));
    StringSerializer text = new StringSerializer();
    KafkaProducer<String, String> producer = new KafkaProducer<>(settings, text, text);
    try {
      producer.initTransactions();
    } finally {
      producer.close(AT_ONCE);
    }
  }

  private void create(String topic) throws Exception {
    NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty());
    admin.createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(true)).all().get();
  }

  /** Somebody who is no member leaves the group, which asks for no right on a topic. */
  private void leave(JsonNode step) throws Exception {
    var nobody = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("nobody")));
    admin.removeMembersFromConsumerGroup(name(step), nobody).all().get();
  }

  /** The broker leaves out what one may not see. */
  private void seeTokens(JsonNode step) throws Exception {
    if (!AdminSteps.seesTokens(admin, name(step))) throw new DelegationTokenAuthorizationException("no token is shown");
  }

  private void show(ConfigResource.Type type, String name) throws Exception {
    admin.describeConfigs(List.of(new ConfigResource(type, name))).all().get();
  }

  private void configure(ConfigResource.Type type, String name, String key, String value) throws Exception {
    AlterConfigOp op = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), List.of(op)), new AlterConfigsOptions().validateOnly(true)).all().get();
  }
}
