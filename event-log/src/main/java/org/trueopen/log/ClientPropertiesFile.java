package org.trueopen.log;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigValue;
import org.trueopen.config.Environment;

/**
 * The file that {@code KAFKA_CLIENT_PROPERTIES_FILE} names, as Kafka's own tools take one with
 * {@code --command-config}: how connections are secured and who we are. Nothing else may stand
 * there, as what a client does is not for a file to decide. Its values are secrets and never shown.
 */
final class ClientPropertiesFile {

  static final String VARIABLE = "KAFKA_CLIENT_PROPERTIES_FILE";

  private static final List<String> PREFIXES = List.of("security.", "sasl.", "ssl.");

  private ClientPropertiesFile() {}

  /** What the file says; nothing where none is named or where it is wrong, which is told. */
  static Map<String, String> parse(Environment env) {
    String path = env.text(VARIABLE, "");
    if (path.isEmpty()) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(path))) {
      properties.load(file);
    } catch (IOException | IllegalArgumentException e) { // the latter: not in properties' format
      env.problem(
          VARIABLE,
          "a readable file of properties",
          '"' + path + "\" (" + e.getClass().getSimpleName() + ')');
      return Map.of();
    }
    return checked(env, properties);
  }

  private static Map<String, String> checked(Environment env, Properties properties) {
    Map<String, String> found = new HashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (PREFIXES.stream().anyMatch(name::startsWith)) {
        found.put(name, properties.getProperty(name));
      } else {
        env.problem(
            VARIABLE, "names that begin with " + String.join(", ", PREFIXES), '"' + name + '"');
      }
    }
    for (ConfigValue value : AdminClientConfig.configDef().validate(found)) {
      // Without Kafka's own words, which quote the value.
      if (found.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
        env.problem(VARIABLE, "a value of " + value.name() + " that Kafka knows", "another one");
      }
    }
    return found;
  }
}
