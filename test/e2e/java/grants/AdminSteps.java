import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.DescribeDelegationTokenOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/** What tools, user interfaces and operators do by the Admin API, for good. */
final class AdminSteps {
  private final Admin admin;

  AdminSteps(Admin admin) {
    this.admin = admin;
  }

  void addTo(Map<String, Actor.Step> steps) {
    steps.put("monitor", this::monitor);
    steps.put("setOffset", this::setOffset);
    steps.put("forgetOffset", this::forgetOffset);
    steps.put("deleteGroup", step -> admin.deleteConsumerGroups(List.of(text(step, "group"))).all().get());
    steps.put("configureGroup", step -> configure(ConfigResource.Type.GROUP, text(step, "group"), "share.auto.offset.reset", "earliest"));
    steps.put("purge", this::purge);
    steps.put("describeTopic", step -> admin.describeTopics(List.of(text(step, "topic"))).allTopicNames().get());
    steps.put("describeTopicConfig", step -> show(ConfigResource.Type.TOPIC, text(step, "topic")));
    steps.put("describeBroker", step -> show(ConfigResource.Type.BROKER, text(step, "broker")));
    steps.put("seesTopic", this::seesTopic);
    steps.put("describeCluster", step -> admin.describeAcls(AclBindingFilter.ANY).values().get());
    steps.put("createTopic", step -> admin.createTopics(List.of(new NewTopic(text(step, "topic"), Optional.of(1), Optional.empty()))).all().get());
    steps.put("setTopicConfig", step -> configure(ConfigResource.Type.TOPIC, text(step, "topic"), "retention.ms", "86400000"));
    steps.put("addPartitions", step -> admin.createPartitions(Map.of(text(step, "topic"), NewPartitions.increaseTo(2))).all().get());
    steps.put("deleteTopic", step -> admin.deleteTopics(List.of(text(step, "topic"))).all().get());
    steps.put("manageAcl", this::manageAcl);
    steps.put("manageUser", this::manageUser);
    steps.put("manageQuota", this::manageQuota);
    steps.put("showQuotas", step -> admin.describeClientQuotas(ClientQuotaFilter.all()).entities().get());
    steps.put("showUsers", step -> admin.describeUserScramCredentials().all().get());
    steps.put("showReassignments", step -> admin.listPartitionReassignments().reassignments().get());
    steps.put("makeToken", step -> makeToken(admin, text(step, "owner"), 600_000));
    steps.put("seesToken", this::seesToken);
    steps.put("showLogDirs", step -> admin.describeLogDirs(List.of(step.get("broker").asInt())).allDescriptions().get());
  }

  private static String text(JsonNode step, String field) {
    return step.get(field).asText();
  }

  private static TopicPartition first(JsonNode step) {
    return new TopicPartition(text(step, "topic"), 0);
  }

  private void monitor(JsonNode step) throws Exception {
    var offsets = admin.listConsumerGroupOffsets(text(step, "group")).partitionsToOffsetAndMetadata().get();
    if (!offsets.containsKey(first(step))) throw new IllegalStateException("no offset is shown");
    admin.listOffsets(Map.of(first(step), OffsetSpec.latest())).all().get();
    admin.describeConsumerGroups(List.of(text(step, "group"))).all().get();
  }

  private void setOffset(JsonNode step) throws Exception {
    admin.alterConsumerGroupOffsets(text(step, "group"), Map.of(first(step), new OffsetAndMetadata(0))).all().get();
  }

  private void forgetOffset(JsonNode step) throws Exception {
    admin.deleteConsumerGroupOffsets(text(step, "group"), Set.of(first(step))).all().get();
  }

  private void purge(JsonNode step) throws Exception {
    admin.deleteRecords(Map.of(first(step), RecordsToDelete.beforeOffset(0))).all().get();
  }

  private void show(ConfigResource.Type type, String name) throws Exception {
    admin.describeConfigs(List.of(new ConfigResource(type, name))).all().get();
  }

  private void configure(ConfigResource.Type type, String name, String key, String value) throws Exception {
    AlterConfigOp op = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), List.of(op))).all().get();
  }

  /** In the list of all topics, where what one may not describe is left out. */
  private void seesTopic(JsonNode step) throws Exception {
    if (!admin.listTopics().names().get().contains(text(step, "topic"))) throw new IllegalStateException("not in the list");
  }

  static void makeToken(Admin admin, String owner, long lifeMs) throws Exception {
    var options = new CreateDelegationTokenOptions().owner(SecurityUtils.parseKafkaPrincipal(owner)).maxLifetimeMs(lifeMs);
    admin.createDelegationToken(options).delegationToken().get();
  }

  static boolean seesTokens(Admin admin, String owner) throws Exception {
    var options = new DescribeDelegationTokenOptions().owners(List.of(SecurityUtils.parseKafkaPrincipal(owner)));
    return !admin.describeDelegationToken(options).delegationTokens().get().isEmpty();
  }

  private void seesToken(JsonNode step) throws Exception {
    if (!seesTokens(admin, text(step, "owner"))) throw new IllegalStateException("no token is shown");
  }

  private void manageAcl(JsonNode step) throws Exception {
    ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, "nobodys", PatternType.LITERAL);
    AclBinding acl = new AclBinding(topic, new AccessControlEntry("User:nobody", "*", AclOperation.READ, AclPermissionType.ALLOW));
    admin.createAcls(List.of(acl)).all().get();
    admin.deleteAcls(List.of(acl.toFilter())).all().get();
  }

  private void manageUser(JsonNode step) throws Exception {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("grants-nobody", how, "password"))).all().get();
  }

  private void manageQuota(JsonNode step) throws Exception {
    ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "grants-nobody"));
    var op = new ClientQuotaAlteration.Op("producer_byte_rate", 1_000_000.0);
    admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, List.of(op)))).all().get();
  }
}
