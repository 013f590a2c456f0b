package org.trueopen.standalone.part;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the environment that standalone was started in sets of its parts. Each part gets everything
 * that begins as its own variables do, and refuses what it does not know; but not what standalone
 * decides itself.
 *
 * @param variables those that reach the product
 */
public record OperatorSettings(Map<String, String> variables) {

  private static final String LOOPBACK = "127.0.0.1";

  private static final String PORTS =
      "standalone's ports are moved all together by --port-offset N";
  private static final String FOLDER = "it lies in the data folder, which --data DIR names";
  private static final String PARTS = "standalone knows where its own parts are";
  private static final String BROKER =
      "standalone runs a broker of its own; to use yours, start the parts as docker-compose.yml does";
  private static final String ENGINE =
      "the embedded ClickHouse has a user of its own for that; it is for a server that CLICKHOUSE_URL names";

  /** What standalone decides, and how somebody can change that. */
  private static final Map<String, String> OURS =
      Map.ofEntries(
          entry("KAFKA_BOOTSTRAP_SERVERS", BROKER),
          entry("KAFKA_REPLICATION", BROKER),
          entry("KAFKA_CLIENT_PROPERTIES_FILE", BROKER),
          entry(
              "CLICKHOUSE_CLUSTER", "standalone migrates one server; the migrator knows clusters"),
          entry("INGEST_PORT", PORTS),
          entry("INGEST_INTERNAL_PORT", PORTS),
          entry("INGEST_JOURNAL_DIR", FOLDER),
          entry("INGEST_SIGNING_KEYS_FILE", FOLDER),
          entry("INGEST_HASH_KEY_FILE", FOLDER),
          entry("INGEST_STOP_DELAY_MS", "there is no second ingest that a front could turn to"),
          entry("JOB_HASH_KEY_FILE", FOLDER),
          entry("JOB_CHECKPOINT_DIR", FOLDER),
          entry("JOB_PARALLELISM", "--task-managers N decides"),
          entry("ADMIN_PORT", PORTS),
          entry("ADMIN_INTERNAL_PORT", PORTS),
          entry("ADMIN_HASH_KEY_FILE", FOLDER),
          entry("ADMIN_FIRST_API_KEY_FILE", FOLDER),
          entry("ADMIN_FIRST_PASSWORD", "one is made at the first start, and shown once"),
          entry("ADMIN_INGEST_URLS", PARTS),
          entry("ADMIN_FLINK_URL", PARTS),
          entry("WEBHOOKS_PORT", PORTS),
          entry("WEBHOOKS_HASH_KEY_FILE", FOLDER));

  /** What reaches the demo as well; it is to be the same in every other respect. */
  private static final List<String> FOR_ALL =
      List.of(
          "CLICKHOUSE_URL",
          "CLICKHOUSE_USER",
          "CLICKHOUSE_PASSWORD",
          "STORE_KEEP_",
          "INGEST_SMTP_",
          "ADMIN_OIDC_",
          "ADMIN_DNS_SERVERS",
          "ADMIN_SHARED_HOST",
          "ADMIN_ERASE_",
          "WEBHOOKS_ALLOWED_NETWORKS");

  private static final List<String> PREFIXES =
      List.of("INGEST_", "JOB_", "ADMIN_", "WEBHOOKS_", "STORE_KEEP_", "CLICKHOUSE_");

  public OperatorSettings {
    variables = Map.copyOf(variables);
  }

  /**
   * Everything, for who runs the product.
   *
   * @throws IllegalArgumentException if something is set that standalone decides; it names all of
   *     it, without values
   */
  public static OperatorSettings all(Map<String, String> environment) {
    OperatorSettings all = beginningWith(PREFIXES, environment);
    Map<String, String> refused = new TreeMap<>(OURS);
    if (all.get("CLICKHOUSE_URL", "").isEmpty()) {
      refused.put("ADMIN_ERASE_USER", ENGINE);
      refused.put("ADMIN_ERASE_PASSWORD", ENGINE);
    }
    refused.keySet().removeIf(name -> environment.getOrDefault(name, "").isBlank());
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "These are set in the environment, but not for standalone to take; unset them:\n"
              + refused.entrySet().stream()
                  .map(name -> "  " + name.getKey() + ": " + name.getValue())
                  .collect(Collectors.joining("\n")));
    }
    return all;
  }

  /** Only what every command takes, for the demo and its like. */
  public static OperatorSettings few(Map<String, String> environment) {
    return beginningWith(FOR_ALL, environment);
  }

  private static OperatorSettings beginningWith(
      List<String> prefixes, Map<String, String> environment) {
    Map<String, String> found = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          // Blank counts as not set, as it does to the parts.
          if (!value.isBlank() && prefixes.stream().anyMatch(name::startsWith)) {
            found.put(name, value);
          }
        });
    return new OperatorSettings(found);
  }

  /** Those whose names begin so. */
  Map<String, String> of(String prefix) {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(prefix))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public String get(String name, String absent) {
    return variables.getOrDefault(name, absent);
  }

  /** Where clients reach the product: the shared tracking host, or this machine alone. */
  public String publicUrl(Ports ports) {
    return publicScheme() + "://" + sharedHost(ports);
  }

  /** For a host of the operator's as ingest has it by default. */
  String publicScheme() {
    return get("INGEST_PUBLIC_SCHEME", hasSharedHost() ? "https" : "http");
  }

  String sharedHost(Ports ports) {
    return get("INGEST_SHARED_HOST", "localhost:" + ports.ingest());
  }

  boolean hasSharedHost() {
    return variables.containsKey("INGEST_SHARED_HOST");
  }

  /**
   * The URL by which this machine reaches what listens where a variable says.
   *
   * @param bind the variable's name
   */
  String urlHere(String bind, int port) {
    return "http://" + hostHere(bind) + ':' + port;
  }

  /** The same for a person to read. */
  public String shownUrl(String bind, int port) {
    return "http://" + shownHost(bind) + ':' + port;
  }

  /** The host of {@link #shownUrl}. */
  public String shownHost(String bind) {
    String host = hostHere(bind);
    return host.equals(LOOPBACK) ? "localhost" : host;
  }

  private String hostHere(String bind) {
    String address = get(bind, LOOPBACK);
    if (address.equals("0.0.0.0") || address.equals("::")) {
      return LOOPBACK; // among all others
    }
    return address.contains(":") ? '[' + address + ']' : address;
  }
}
