import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What Kafka says to values of broker options, one `key TAB value` a line (a tab in the value is `\t`): `ok` or `refused`.
 * java -cp 'libs/*' KafkaVerdicts.java, with the jars of the Kafka version to ask. The answers are in kafka-verdicts.json.
 */
public class KafkaVerdicts {
  public static void main(String[] args) throws Exception {
    ConfigDef definition = (ConfigDef) Class.forName("kafka.server.KafkaConfig").getMethod("configDef").invoke(null);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) {
      String[] parts = line.split("\t", 2);
      out.println(accepts(definition.configKeys().get(parts[0]), parts[1].replace("\\t", "\t")) ? "ok" : "refused");
    }
    out.flush();
  }

  static boolean accepts(ConfigDef.ConfigKey key, String value) {
    try {
      Object parsed = ConfigDef.parseType(key.name, value, key.type);
      if (key.validator != null) key.validator.ensureValid(key.name, parsed);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }
}
