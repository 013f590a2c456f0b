package org.trueopen.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.trueopen.config.Environment;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param security who we are there and how connections are secured, by Kafka's own names; holds
 *     secrets
 */
public record KafkaConfig(String bootstrapServers, Map<String, String> security) {

  private static final String SERVERS = "KAFKA_BOOTSTRAP_SERVERS";
  private static final String EXPECTED = "host:port[,host:port]";
  private static final Pattern ADDRESSES =
      Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");

  public KafkaConfig {
    if (!ADDRESSES.matcher(bootstrapServers).matches()) {
      throw new IllegalArgumentException(
          SERVERS + ": expected " + EXPECTED + ", found \"" + bootstrapServers + '"');
    }
    security = Map.copyOf(security);
  }

  /** A Kafka that asks nobody who they are. */
  public KafkaConfig(String bootstrapServers) {
    this(bootstrapServers, Map.of());
  }

  /** Reads KAFKA_BOOTSTRAP_SERVERS, which must be there, and KAFKA_CLIENT_PROPERTIES_FILE. */
  public static KafkaConfig parse(Environment env) {
    return of(env, env.required(SERVERS, EXPECTED));
  }

  /**
   * The same where Kafka need not be named.
   *
   * @param absent where it is then
   */
  public static KafkaConfig parse(Environment env, String absent) {
    return of(env, env.text(SERVERS, absent));
  }

  private static KafkaConfig of(Environment env, String servers) {
    boolean usable = ADDRESSES.matcher(servers).matches();
    if (!usable && !servers.isEmpty()) {
      env.problem(SERVERS, EXPECTED, '"' + servers + '"');
    }
    // What stands in for a wrong address is never used: finish throws.
    return new KafkaConfig(usable ? servers : "127.0.0.1:9092", ClientPropertiesFile.parse(env));
  }

  /** Settings every client shares. */
  public Map<String, Object> clientProperties(String clientId) {
    Map<String, Object> properties = new HashMap<>(security);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    // A broker that was restarted is found again within a second, not after the default of up to
    // ten.
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50L);
    properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000L);
    return properties;
  }

  /** A producer whose acknowledged records are on every in-sync replica, each exactly once. */
  public Map<String, Object> producerProperties(String clientId) {
    Map<String, Object> properties = clientProperties(clientId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A quiet topic is not forgotten: looking it up again would block, and fail while Kafka is
    // away.
    properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(30).toMillis());
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaConfig[bootstrapServers=%s, security=%s]"
        .formatted(bootstrapServers, new TreeSet<>(security.keySet()));
  }
}
