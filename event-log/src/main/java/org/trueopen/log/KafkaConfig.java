package org.trueopen.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 */
public record KafkaConfig(String bootstrapServers) {

  public KafkaConfig {
    if (!bootstrapServers.matches("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*")) {
      throw new IllegalArgumentException(
          "KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found \""
              + bootstrapServers
              + '"');
    }
  }

  /** Settings every client shares. */
  public Map<String, Object> clientProperties(String clientId) {
    Map<String, Object> properties = new HashMap<>();
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
}
