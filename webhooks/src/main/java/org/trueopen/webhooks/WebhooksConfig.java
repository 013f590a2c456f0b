package org.trueopen.webhooks;

import inet.ipaddr.IPAddressString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;

/**
 * All settings of the process, read once from the environment; docs/settings.md has the table.
 *
 * @param hashes keyed by the same file as ingest's; secrets of webhooks are derived from it
 * @param bind where health and metrics are told
 * @param port 0 for a free one
 * @param allowedNetworks in CIDR; may be reached although they are not of the world
 * @param atOnce requests under way to one endpoint
 * @param mostPending events that may wait for one endpoint
 * @param timeout for one request with its answer
 * @param backoff between attempts
 */
record WebhooksConfig(
    KafkaConfig kafka,
    KeyedHash hashes,
    String bind,
    int port,
    List<String> allowedNetworks,
    int atOnce,
    int mostPending,
    Duration timeout,
    Backoff backoff) {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** A kilobyte each: ten megabytes for an endpoint that is dead for a day. */
  private static final int MOST_PENDING = 10_000;

  /**
   * @throws ConfigException if anything is missing or wrong; it names all of it
   */
  static WebhooksConfig parse(Map<String, String> variables) {
    Environment env = new Environment(variables, "WEBHOOKS_");
    KafkaConfig kafka = KafkaConfig.parse(env);
    KeyedHash hashes = KeyedHash.parse(env, "WEBHOOKS_HASH_KEY_FILE");
    List<String> allowed = env.list("WEBHOOKS_ALLOWED_NETWORKS");
    for (String network : allowed) {
      if (new IPAddressString(network).getAddress() == null) {
        env.problem("WEBHOOKS_ALLOWED_NETWORKS", "networks in CIDR", '"' + network + '"');
      }
    }
    WebhooksConfig config =
        new WebhooksConfig(
            kafka,
            hashes,
            env.text("WEBHOOKS_BIND", "127.0.0.1"),
            env.integer("WEBHOOKS_PORT", 8091, 0, 65_535),
            allowed,
            env.integer("WEBHOOKS_AT_ONCE", 4, 1, 100),
            MOST_PENDING,
            Duration.ofMillis(env.integer("WEBHOOKS_TIMEOUT_MS", 15_000, 100, 120_000)),
            new Backoff(
                FIRST_PAUSE,
                LONGEST_PAUSE,
                Duration.ofHours(env.integer("WEBHOOKS_GIVE_UP_HOURS", 24, 1, 168))));
    env.finish();
    return config;
  }
}
