import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.SecurityUtils;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Runs in the clients' pod: what the authorizer of Kafka's brokers says to questions about sets of ACLs, as `01` for each set. */
public final class Main {
  public static void main(String[] args) throws Exception {
    List<String> answers = new ArrayList<>();
    for (JsonNode set : new ObjectMapper().readTree(Path.of(args[0]).toFile())) answers.add(answersOf(set));
    System.out.println("RESULT " + new ObjectMapper().writeValueAsString(answers));
    System.exit(0);
  }

  private static String answersOf(JsonNode set) throws Exception {
    try (StandardAuthorizer authorizer = new StandardAuthorizer()) {
      authorizer.withPluginMetrics(new PluginMetricsImpl(new Metrics(), Map.of()));
      authorizer.configure(Map.of("super.users", "User:admin", "node.id", "1"));
      Map<Uuid, StandardAcl> acls = new HashMap<>();
      for (JsonNode acl : set.get("acls")) acls.put(Uuid.randomUuid(), StandardAcl.fromAclBinding(binding(acl)));
      authorizer.loadSnapshot(acls);
      authorizer.completeInitialLoad();
      StringBuilder answers = new StringBuilder();
      for (JsonNode question : set.get("questions")) {
        var result = authorizer.authorize(new Context(question), List.of(action(question)));
        answers.append(result.get(0) == AuthorizationResult.ALLOWED ? '1' : '0');
      }
      return answers.toString();
    }
  }

  private static AclBinding binding(JsonNode acl) {
    PatternType pattern = PatternType.valueOf(acl.get("patternType").asText());
    AclPermissionType permission = AclPermissionType.valueOf(acl.get("permission").asText());
    return new AclBinding(
        new ResourcePattern(type(acl), acl.get("resourceName").asText(), pattern),
        new AccessControlEntry(acl.get("principal").asText(), acl.get("host").asText(), operation(acl), permission));
  }

  private static Action action(JsonNode question) {
    ResourcePattern resource = new ResourcePattern(type(question), question.get("resourceName").asText(), PatternType.LITERAL);
    return new Action(operation(question), resource, 1, false, false);
  }

  private static ResourceType type(JsonNode node) {
    return ResourceType.valueOf(node.get("resourceType").asText());
  }

  private static AclOperation operation(JsonNode node) {
    return AclOperation.valueOf(node.get("operation").asText());
  }

  private record Context(KafkaPrincipal principal, InetAddress clientAddress) implements AuthorizableRequestContext {
    Context(JsonNode question) throws Exception {
      this(SecurityUtils.parseKafkaPrincipal(question.get("principal").asText()), InetAddress.getByName(question.get("host").asText()));
    }

    @Override
    public String listenerName() {
      return "SCRAM";
    }

    @Override
    public SecurityProtocol securityProtocol() {
      return SecurityProtocol.SASL_SSL;
    }

    @Override
    public int requestType() {
      return 0;
    }

    @Override
    public int requestVersion() {
      return 0;
    }

    @Override
    public String clientId() {
      return "e2e";
    }

    @Override
    public int correlationId() {
      return 0;
    }
  }
}
