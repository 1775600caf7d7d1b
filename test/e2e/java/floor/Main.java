import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Runs in the clients' pod: the floor. The requests that make so many users, ACLs and topics, sent bare by Kafka's own client in
 * the order of the engine, until all of it can be read back; or all of it deleted.
 */
public final class Main {
  /** What Kafka writes for one request at most. */
  private static final int RECORDS = 10_000;

  private final Admin admin;
  private final String prefix;
  private final JsonNode size;

  private Main(Admin admin, JsonNode request) {
    this.admin = admin;
    this.prefix = request.get("prefix").asText();
    this.size = request.get("size");
  }

  public static void main(String[] args) throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode request = json.readTree(Path.of(args[0]).toFile());
    Map<String, Object> properties = new HashMap<>();
    request.get("admin").fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    properties.put("default.api.timeout.ms", 300_000);
    properties.put("request.timeout.ms", 120_000);
    ObjectNode answer = json.createObjectNode();
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().clusterId().get();
      new Main(admin, request).run(request.get("verb").asText(), answer);
    }
    System.out.println("RESULT " + json.writeValueAsString(answer));
    System.exit(0);
  }

  private void run(String verb, ObjectNode answer) throws Exception {
    long start = System.nanoTime();
    if (verb.equals("delete")) delete();
    else make(answer, start);
    answer.put("milliseconds", (System.nanoTime() - start) / 1_000_000);
  }

  private int count(String what) {
    return size.get(what).asInt();
  }

  private String name(String kind, int index) {
    return prefix + "-" + kind + "-" + index;
  }

  private void make(ObjectNode answer, long start) throws Exception {
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    for (int index = 0; index < count("users"); index++) {
      users.add(new UserScramCredentialUpsertion(name("user", index), how, "password-" + index));
    }
    admin.alterUserScramCredentials(users).all().get();
    answer.put("usersMilliseconds", (System.nanoTime() - start) / 1_000_000);
    admin.createAcls(acls()).all().get();
    answer.put("aclsMilliseconds", (System.nanoTime() - start) / 1_000_000);
    int atOnce = RECORDS / (1 + count("partitions") + 1);
    List<NewTopic> topics = topics();
    for (int from = 0; from < topics.size(); from += atOnce) {
      admin.createTopics(topics.subList(from, Math.min(from + atOnce, topics.size()))).all().get();
    }
    answer.put("topicsMilliseconds", (System.nanoTime() - start) / 1_000_000);
    while (!isThere()) Thread.sleep(500);
  }

  private List<AclBinding> acls() {
    List<AclBinding> all = new ArrayList<>();
    for (int index = 0; index < count("acls"); index++) {
      ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, name("topic", index % count("topics")), PatternType.LITERAL);
      String principal = "User:" + name("user", index / count("topics"));
      all.add(new AclBinding(topic, new AccessControlEntry(principal, "*", AclOperation.READ, AclPermissionType.ALLOW)));
    }
    return all;
  }

  private List<NewTopic> topics() {
    List<NewTopic> all = new ArrayList<>();
    for (int index = 0; index < count("topics"); index++) {
      NewTopic topic = new NewTopic(name("topic", index), count("partitions"), (short) count("replicationFactor"));
      all.add(topic.configs(Map.of("retention.ms", "604800000")));
    }
    return all;
  }

  private boolean isThere() throws Exception {
    long users = admin.describeUserScramCredentials().all().get().keySet().stream().filter(this::isOurs).count();
    long acls = admin.describeAcls(AclBindingFilter.ANY).values().get().stream().filter(acl -> isOurs(acl.pattern().name())).count();
    Set<String> topics = admin.listTopics().names().get().stream().filter(this::isOurs).collect(Collectors.toSet());
    if (users < count("users") || acls < count("acls") || topics.size() < count("topics")) return false;
    List<ConfigResource> resources = topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    return admin.describeConfigs(resources).all().get().values().stream()
        .allMatch(config -> config.get("retention.ms").value().equals("604800000"));
  }

  private boolean isOurs(String name) {
    return name.startsWith(prefix + "-");
  }

  private void delete() throws Exception {
    List<String> topics = admin.listTopics().names().get().stream().filter(this::isOurs).toList();
    for (int from = 0; from < topics.size(); from += 500) {
      admin.deleteTopics(topics.subList(from, Math.min(from + 500, topics.size()))).all().get();
    }
    // Of one principal after the other: Kafka removes 10,000 at once at most.
    Set<String> principals = admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
        .filter(acl -> isOurs(acl.pattern().name())).map(acl -> acl.entry().principal()).collect(Collectors.toSet());
    for (String principal : principals) {
      var entry = new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY);
      admin.deleteAcls(List.of(new AclBindingFilter(ResourcePatternFilter.ANY, entry))).all().get();
    }
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (String user : admin.describeUserScramCredentials().all().get().keySet()) {
      if (isOurs(user)) users.add(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512));
    }
    if (!users.isEmpty()) admin.alterUserScramCredentials(users).all().get();
    while (admin.listTopics().names().get().stream().anyMatch(this::isOurs)) Thread.sleep(500);
  }
}
