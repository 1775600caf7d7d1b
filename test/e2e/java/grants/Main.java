import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Runs in the clients' pod: what a table of principals can do with Kafka's own clients, in one JVM. Prepares the cluster as the
 * admin, lets each principal take its steps in order, and prints what came of each as one line of JSON.
 */
public final class Main {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 4;

  public static void main(String[] args) throws Exception {
    JsonNode request = JSON.readTree(Path.of(args[0]).toFile());
    Map<String, Object> admin = properties(request.get("admin"));
    if (request.has("setup")) new Setup(admin).prepare(request.get("setup"));
    // Of daemons, so that a failure is the end.
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, task -> {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
    List<Future<ArrayNode>> results = new ArrayList<>();
    for (JsonNode actor : request.get("actors")) {
      results.add(pool.submit(() -> act(admin, actor)));
    }
    ArrayNode all = JSON.createArrayNode();
    for (Future<ArrayNode> result : results) all.add(result.get());
    System.out.println("RESULT " + JSON.writeValueAsString(all));
    System.exit(0);
  }

  private static ArrayNode act(Map<String, Object> admin, JsonNode actor) {
    ArrayNode outcomes = JSON.createArrayNode();
    try (Actor one = new Actor(admin, properties(actor.get("properties")))) {
      for (JsonNode step : actor.get("steps")) {
        ObjectNode outcome = outcomes.addObject();
        try {
          one.take(step);
        } catch (Throwable thrown) {
          Throwable cause = telling(thrown);
          outcome.put("error", cause.getClass().getSimpleName() + ": " + cause.getMessage());
          outcome.put("refused", cause instanceof AuthorizationException);
        }
      }
    }
    return outcomes;
  }

  /** A refusal anywhere among the causes, else the first that is no wrapper. */
  private static Throwable telling(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof AuthorizationException) return each;
    }
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) cause = cause.getCause();
    return cause;
  }

  private static Map<String, Object> properties(JsonNode node) {
    Map<String, Object> properties = new HashMap<>();
    node.fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
    return properties;
  }
}
