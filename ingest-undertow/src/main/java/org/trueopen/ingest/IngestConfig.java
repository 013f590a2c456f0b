package org.trueopen.ingest;

import inet.ipaddr.IPAddressString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.config.Environment;
import org.trueopen.id.KeyedHash;
import org.trueopen.ingest.limit.LimitConfig;
import org.trueopen.ingest.listen.ListenConfig;
import org.trueopen.ingest.smtp.RelayConfig;
import org.trueopen.ingest.web.ForwardedHeader;
import org.trueopen.log.KafkaConfig;

/**
 * All settings of the ingest process, read once from the environment; docs/settings.md has the
 * table.
 *
 * @param port 0 for any free one
 * @param publicScheme {@code http} or {@code https}: how mail clients reach the tracking hosts
 * @param sharedHost the tracking host of domains that have none of their own
 * @param trustedProxies networks whose word about a client's address is believed
 * @param forwardedHeader where they give it
 * @param listen what the public listener holds
 * @param limits how much is taken of what could be abuse
 * @param maxBodyBytes bound of a call's body, save a whole mail's
 * @param maxMailBytes bound of a mail given as MIME
 * @param bodyMemoryBytes what the bodies of all calls in flight may take together
 * @param maxRecipients of one call
 * @param excludedHosts lower-case host names whose links are never tracked
 * @param workers how many calls are worked on at once; others wait. Hits need none
 * @param stall how long a caller may send nothing, or take nothing of the answer
 * @param recordDeadline how long a call that brings mail or a status waits for Kafka
 * @param relayDeadline how long a relayed mail waits for Kafka: once to be sent and once to be
 *     acknowledged, so twice this at most. Then it goes out untracked
 * @param internalPort for health, metrics and counters; 0 for any free one
 * @param journalFolder where hits are kept while Kafka does not take them; of this process alone
 * @param openDeadline how long a pixel waits for Kafka before its hit goes to the journal
 * @param clickDeadline the same for links and images
 * @param journalDeadline how long any of them waits for the journal before it counts as lost
 * @param stopDelay how long a process that is to stop says so and goes on, for load balancers to
 *     see
 * @param maxInFlight hits that may wait for their answer at once
 * @param relay the SMTP relay; null for none
 */
public record IngestConfig(
    String bind,
    int port,
    String publicScheme,
    String sharedHost,
    List<String> trustedProxies,
    ForwardedHeader forwardedHeader,
    ListenConfig listen,
    LimitConfig limits,
    int maxBodyBytes,
    int maxMailBytes,
    int bodyMemoryBytes,
    int maxRecipients,
    Set<String> excludedHosts,
    int workers,
    Duration stall,
    Duration recordDeadline,
    Duration relayDeadline,
    String internalBind,
    int internalPort,
    Path journalFolder,
    long journalMaxBytes,
    Duration openDeadline,
    Duration clickDeadline,
    Duration journalDeadline,
    int maxInFlight,
    Duration stopDelay,
    SigningKeysFile signingKeys,
    KeyedHash hashes,
    KafkaConfig kafka,
    short replication,
    @Nullable RelayConfig relay) {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?");
  private static final int MIB = 1024 * 1024;

  // What has no setting.

  /** Makes three seconds at most, well below the relay's own limit for tracking a mail. */
  private static final Duration RELAY_DEADLINE = Duration.ofMillis(1400);

  /** A healthy disk syncs in milliseconds; beyond this the client has waited long enough. */
  private static final Duration JOURNAL_DEADLINE = Duration.ofSeconds(2);

  public static IngestConfig parse(Map<String, String> variables) {
    Environment env = new Environment(variables, "INGEST_");
    String bind = env.text("INGEST_BIND", "127.0.0.1");
    int port = env.integer("INGEST_PORT", 8080, 0, 65535);
    String scheme = env.text("INGEST_PUBLIC_SCHEME", "https");
    if (!Set.of("http", "https").contains(scheme)) {
      env.problem("INGEST_PUBLIC_SCHEME", "http or https", '"' + scheme + '"');
    }
    String sharedHost = env.required("INGEST_SHARED_HOST", "host or host:port");
    if (!sharedHost.isEmpty() && !HOST.matcher(sharedHost).matches()) {
      env.problem("INGEST_SHARED_HOST", "host or host:port", '"' + sharedHost + '"');
    }
    List<String> proxies = env.list("INGEST_TRUSTED_PROXIES");
    for (String proxy : proxies) {
      if (new IPAddressString(proxy).getAddress() == null) {
        env.problem(
            "INGEST_TRUSTED_PROXIES", "addresses or networks like 10.0.0.0/8", '"' + proxy + '"');
      }
    }
    ForwardedHeader forwarded = ForwardedHeader.parse(env);
    ListenConfig listen = ListenConfig.parse(env, proxies);
    LimitConfig limits = LimitConfig.parse(env);
    int maxBody = env.integer("INGEST_MAX_BODY_BYTES", 5 * MIB, 1024, 64 * MIB);
    int maxMail = env.integer("INGEST_MAX_MAIL_BYTES", 35 * MIB, 1024, 256 * MIB);
    int bodyMemory = bodyMemory(env, Math.max(maxBody, maxMail));
    int maxRecipients = env.integer("INGEST_MAX_RECIPIENTS", 10_000, 1, 100_000);
    Set<String> excluded =
        env.list("INGEST_EXCLUDED_HOSTS").stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    int workers = env.integer("INGEST_WORKERS", 16, 1, 1000);
    int stall = env.integer("INGEST_STALL_MS", 30_000, 100, 600_000);
    int deadline = env.integer("INGEST_RECORD_DEADLINE_MS", 15_000, 100, 120_000);
    String internalBind = env.text("INGEST_INTERNAL_BIND", "127.0.0.1");
    int internalPort = env.integer("INGEST_INTERNAL_PORT", 8089, 0, 65535);
    String journal = env.required("INGEST_JOURNAL_DIR", "the path of a folder on a local disk");
    long journalMax = env.longInteger("INGEST_JOURNAL_MAX_BYTES", 1024L * MIB, MIB, 1L << 40);
    int openDeadline = env.integer("INGEST_OPEN_DEADLINE_MS", 250, 1, 60_000);
    int clickDeadline = env.integer("INGEST_CLICK_DEADLINE_MS", 50, 1, 60_000);
    int maxInFlight = env.integer("INGEST_MAX_HITS_IN_FLIGHT", 20_000, 1, 1_000_000);
    String logFormat = env.text("INGEST_LOG_FORMAT", "text"); // read by logback.xml
    if (!Set.of("text", "json").contains(logFormat)) {
      env.problem("INGEST_LOG_FORMAT", "text or json", '"' + logFormat + '"');
    }
    int stopDelay = env.integer("INGEST_STOP_DELAY_MS", 2000, 0, 600_000);
    Optional<SigningKeysFile> ring = signingKeys(env);
    KeyedHash hashes = KeyedHash.parse(env, "INGEST_HASH_KEY_FILE");
    KafkaConfig kafka = KafkaConfig.parse(env);
    int replication = env.integer("KAFKA_REPLICATION", 1, 1, 9);
    Optional<RelayConfig> relay = RelayConfig.parse(env);
    env.finish();
    return new IngestConfig(
        bind,
        port,
        scheme,
        sharedHost,
        proxies,
        forwarded,
        listen,
        limits,
        maxBody,
        maxMail,
        bodyMemory,
        maxRecipients,
        excluded,
        workers,
        Duration.ofMillis(stall),
        Duration.ofMillis(deadline),
        RELAY_DEADLINE,
        internalBind,
        internalPort,
        Path.of(journal),
        journalMax,
        Duration.ofMillis(openDeadline),
        Duration.ofMillis(clickDeadline),
        JOURNAL_DEADLINE,
        maxInFlight,
        Duration.ofMillis(stopDelay),
        ring.orElseThrow(),
        hashes,
        kafka,
        (short) replication,
        relay.orElse(null));
  }

  /**
   * An eighth of the heap, since a mail that is worked on takes several times the memory of its
   * body; but one mail must fit.
   */
  private static int bodyMemory(Environment env, int largestBody) {
    long eighth = Math.min(Runtime.getRuntime().maxMemory() / 8, Integer.MAX_VALUE);
    int byDefault = (int) Math.max(largestBody, eighth);
    int found = env.integer("INGEST_BODY_MEMORY_BYTES", byDefault, 1024, Integer.MAX_VALUE);
    if (found < largestBody) {
      env.problem(
          "INGEST_BODY_MEMORY_BYTES",
          "room for one body, so at least " + largestBody,
          Integer.toString(found));
    }
    return found;
  }

  /** Empty if that is a problem, which {@code finish} will tell. */
  private static Optional<SigningKeysFile> signingKeys(Environment env) {
    String name = "INGEST_SIGNING_KEYS_FILE";
    List<String> lines = env.fileLines(name);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SigningKeysFile(Path.of(env.text(name, "")), lines));
    } catch (IllegalArgumentException e) {
      // The parser leaves secrets out of its messages.
      env.problem(name, "a file of keys", "one that cannot be used (" + e.getMessage() + ')');
      return Optional.empty();
    }
  }
}
