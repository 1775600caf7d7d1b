import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is there before anybody does anything: users, their ACLs, and topics with a record in each. */
final class Setup {
  private final Map<String, Object> properties;

  Setup(Map<String, Object> properties) {
    this.properties = properties;
  }

  void prepare(JsonNode setup) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      users(admin, setup.get("users"));
      acls(admin, setup.get("acls"));
      topics(admin, setup.get("topics"));
      topics(admin, setup.get("emptyTopics"));
      offset(admin, setup.get("monitored"));
      for (JsonNode owner : setup.get("tokenOwners")) AdminSteps.makeToken(admin, owner.asText(), 3_600_000);
    }
    records(setup.get("topics"));
    // Each broker follows the log of the controllers by itself.
    Thread.sleep(3000);
  }

  private static void users(Admin admin, JsonNode users) throws Exception {
    List<UserScramCredentialAlteration> all = new ArrayList<>();
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    for (JsonNode user : users) {
      String password = user.get("password").asText();
      all.add(new UserScramCredentialUpsertion(user.get("name").asText(), how, password));
    }
    admin.alterUserScramCredentials(all).all().get();
  }

  private static void acls(Admin admin, JsonNode acls) throws Exception {
    List<AclBinding> all = new ArrayList<>();
    for (JsonNode acl : acls) all.add(binding(acl));
    admin.createAcls(all).all().get();
    Collection<AclBinding> seen = List.of();
    while (!new HashSet<>(seen).containsAll(all)) {
      Thread.sleep(200);
      seen = admin.describeAcls(AclBindingFilter.ANY).values().get();
    }
  }

  private static AclBinding binding(JsonNode acl) {
    ResourceType type = ResourceType.valueOf(acl.get("resourceType").asText());
    PatternType pattern = PatternType.valueOf(acl.get("patternType").asText());
    AclOperation operation = AclOperation.valueOf(acl.get("operation").asText());
    AclPermissionType permission = AclPermissionType.valueOf(acl.get("permission").asText());
    return new AclBinding(
        new ResourcePattern(type, acl.get("resourceName").asText(), pattern),
        new AccessControlEntry(
            acl.get("principal").asText(), acl.get("host").asText(), operation, permission));
  }

  private static void topics(Admin admin, JsonNode topics) throws Exception {
    Set<String> there = admin.listTopics().names().get();
    List<NewTopic> all = new ArrayList<>();
    for (JsonNode topic : topics) {
      String name = topic.asText();
      if (!there.contains(name)) all.add(new NewTopic(name, Optional.of(1), Optional.empty()));
    }
    admin.createTopics(all).all().get();
  }

  private static void offset(Admin admin, JsonNode of) throws Exception {
    TopicPartition first = new TopicPartition(of.get("topic").asText(), 0);
    String group = of.get("group").asText();
    admin.alterConsumerGroupOffsets(group, Map.of(first, new OffsetAndMetadata(0))).all().get();
  }

  private void records(JsonNode topics) throws Exception {
    Map<String, Object> settings = new HashMap<>(properties);
    StringSerializer text = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, text, text)) {
      for (JsonNode topic : topics) {
        producer.send(new ProducerRecord<>(topic.asText(), "key", "value"));
      }
      producer.flush();
    }
  }
}
