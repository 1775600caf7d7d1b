import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** A principal: each step is what a client of Kafka does, whole, or one request that asks for one right. */
final class Actor implements AutoCloseable {
  private static final long PATIENCE_MS = 30_000;
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  interface Step {
    void take(JsonNode step) throws Exception;
  }

  private final Map<String, Object> superUser;
  private final Map<String, Object> properties;
  private final Admin admin;
  private final Map<String, Step> steps = new HashMap<>();

  Actor(Map<String, Object> superUser, Map<String, Object> properties) {
    this.superUser = superUser;
    this.properties = properties;
    this.admin = Admin.create(with(Map.of("default.api.timeout.ms", "20000", "request.timeout.ms", "10000")));
    steps.put("produce", this::produce);
    steps.put("transact", this::transact);
    steps.put("consume", this::consume);
    steps.put("consumePattern", this::consumePattern);
    steps.put("read", this::read);
    steps.put("copyExactlyOnce", this::copyExactlyOnce);
    steps.put("shareConsume", this::shareConsume);
    steps.put("streams", this::streams);
    new AdminSteps(admin).addTo(steps);
    new Probes(admin, this::with).addTo(steps);
  }

  void take(JsonNode step) throws Exception {
    Step known = steps.get(step.get("do").asText());
    if (known == null) throw new IllegalArgumentException("no such step: " + step);
    known.take(step);
  }

  @Override
  public void close() {
    admin.close(AT_ONCE);
  }

  private Map<String, Object> with(Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putAll(more);
    return all;
  }

  private KafkaProducer<String, String> producer(Map<String, ?> more) {
    Map<String, Object> settings = with(Map.of("max.block.ms", "20000", "delivery.timeout.ms", "20000", "request.timeout.ms", "10000"));
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private KafkaConsumer<String, String> consumer(Map<String, ?> more) {
    Map<String, Object> settings = with(more);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private static String text(JsonNode step, String field) {
    return step.get(field).asText();
  }

  private static ConsumerRecords<String, String> some(KafkaConsumer<String, String> consumer) throws TimeoutException {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (System.currentTimeMillis() < end) {
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(300));
      if (!records.isEmpty()) return records;
    }
    throw new TimeoutException("no record was read");
  }

  private void produce(JsonNode step) throws Exception {
    KafkaProducer<String, String> producer = producer(Map.of());
    try {
      producer.send(new ProducerRecord<>(text(step, "topic"), "key", "value")).get(30, TimeUnit.SECONDS);
    } finally {
      producer.close(AT_ONCE);
    }
  }

  private void transact(JsonNode step) throws Exception {
    KafkaProducer<String, String> producer = producer(Map.of("transactional.id", text(step, "transactionalId")));
    try {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(text(step, "topic"), "key", "value")).get(30, TimeUnit.SECONDS);
      producer.commitTransaction();
    } finally {
      producer.close(AT_ONCE);
    }
  }

  private void consume(JsonNode step) throws Exception {
    KafkaConsumer<String, String> consumer =
        consumer(Map.of("group.id", text(step, "group"), "group.protocol", step.path("protocol").asText("classic")));
    try (consumer) {
      consumer.subscribe(List.of(text(step, "topic")));
      some(consumer);
      consumer.commitSync();
    }
  }

  /** What the pattern matches and the principal may not describe is left out by the broker. */
  private void consumePattern(JsonNode step) throws Exception {
    try (KafkaConsumer<String, String> consumer = consumer(Map.of("group.id", text(step, "group")))) {
      consumer.subscribe(Pattern.compile(text(step, "pattern")));
      some(consumer);
      consumer.commitSync();
    }
  }

  private void read(JsonNode step) throws Exception {
    try (KafkaConsumer<String, String> consumer = consumer(Map.of())) {
      List<TopicPartition> all = List.of(new TopicPartition(text(step, "topic"), 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      some(consumer);
    }
  }

  private void copyExactlyOnce(JsonNode step) throws Exception {
    KafkaProducer<String, String> producer = producer(Map.of("transactional.id", text(step, "transactionalId")));
    try (KafkaConsumer<String, String> consumer = consumer(Map.of("group.id", text(step, "group")))) {
      producer.initTransactions();
      consumer.subscribe(List.of(text(step, "from")));
      ConsumerRecords<String, String> records = some(consumer);
      producer.beginTransaction();
      records.forEach(record -> producer.send(new ProducerRecord<>(text(step, "to"), record.key(), record.value())));
      TopicPartition first = records.partitions().iterator().next();
      OffsetAndMetadata offset = new OffsetAndMetadata(consumer.position(first));
      producer.sendOffsetsToTransaction(Map.of(first, offset), consumer.groupMetadata());
      producer.commitTransaction();
    } finally {
      producer.close(AT_ONCE);
    }
  }

  private void shareConsume(JsonNode step) throws Exception {
    Map<String, Object> settings = with(Map.of("group.id", text(step, "group")));
    StringDeserializer text = new StringDeserializer();
    KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(settings, text, text);
    try {
      consumer.subscribe(List.of(text(step, "topic")));
      long end = System.currentTimeMillis() + PATIENCE_MS;
      while (System.currentTimeMillis() < end) {
        if (consumer.poll(Duration.ofMillis(300)).isEmpty()) continue;
        for (var result : consumer.commitSync().values()) {
          if (result.isPresent()) throw result.get();
        }
        return;
      }
      throw new TimeoutException("no record was read");
    } finally {
      consumer.close(AT_ONCE);
    }
  }

  /** Counts values: records go through a topic of its own and back, and the counts are in a store with a changelog. */
  private void streams(JsonNode step) throws Exception {
    Properties settings = new Properties();
    settings.putAll(with(Map.of(
        "application.id", text(step, "applicationId"),
        "processing.guarantee", step.path("guarantee").asText("at_least_once"),
        "group.protocol", step.path("protocol").asText("classic"),
        "auto.offset.reset", "earliest",
        "commit.interval.ms", "200",
        "state.dir", "/tmp/streams-" + text(step, "applicationId"))));
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(text(step, "from"), Consumed.with(Serdes.String(), Serdes.String()))
        .selectKey((key, value) -> value)
        .groupByKey(Grouped.with("again", Serdes.String(), Serdes.String()))
        .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("counts"))
            .withKeySerde(Serdes.String()).withValueSerde(Serdes.Long()))
        .toStream().mapValues(String::valueOf)
        .to(text(step, "to"), Produced.with(Serdes.String(), Serdes.String()));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    KafkaStreams streams = new KafkaStreams(builder.build(), settings);
    streams.setUncaughtExceptionHandler(thrown -> {
      failure.set(thrown);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    try {
      streams.start();
      awaitCount(text(step, "to"), failure);
    } finally {
      streams.close(Duration.ofSeconds(10));
    }
  }

  /** A count in the output, seen by somebody who may read everything; the first record there is of the setup. */
  private void awaitCount(String topic, AtomicReference<Throwable> failure) throws Exception {
    Map<String, Object> settings = new HashMap<>(superUser);
    settings.put("isolation.level", "read_committed");
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, text, text)) {
      List<TopicPartition> all = Arrays.asList(new TopicPartition(topic, 0));
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = System.currentTimeMillis() + 2 * PATIENCE_MS;
      while (System.currentTimeMillis() < end) {
        if (failure.get() != null) throw new IllegalStateException("the application failed", failure.get());
        for (var record : consumer.poll(Duration.ofMillis(300))) {
          if (record.value().matches("[0-9]+")) return;
        }
      }
    }
    throw new TimeoutException("no count was written");
  }
}
