package org.trueopen.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics and their shape. Existing topics are left as they are, but for the dead letters, which
 * earlier versions kept without end.
 */
public final class Topics {

  public static final String DELIVERIES = "deliveries";
  public static final String HITS = "hits";
  public static final String SETTINGS = "settings";

  /** Who does not want to be tracked: the last word of each recipient. */
  public static final String OPT_OUTS = "opt-outs";

  /** Engagement events in the CloudEvents format, of accounts that want them; for anybody. */
  public static final String ENGAGEMENT = "engagement";

  /** What is still to be posted to webhooks: a record for each event and endpoint until it is. */
  public static final String WEBHOOK_PENDING = "webhook-pending";

  /** What was given up, until it is replayed or {@link #LETTER_RETENTION} is over. */
  public static final String WEBHOOK_DEAD_LETTERS = "webhook-dead-letters";

  /** How each attempt to post to a webhook ended. */
  public static final String WEBHOOK_LOG = "webhook-log";

  /** Users and their password hashes; only the admin may read it. */
  public static final String ADMIN = "admin";

  /**
   * Enough for eight job subtasks. A delivery's records are in one partition, by their key; hits
   * have the same keys, but ingest spreads them as batches fill, and the job puts them together.
   */
  static final int EVENT_PARTITIONS = 8;

  /** How long full client addresses live, and up to a day more; ClickHouse holds their network. */
  public static final Duration EVENT_RETENTION = Duration.ofDays(7);

  /** After this all that an event topic holds now is gone: its retention, and a segment's day. */
  public static final Duration EVENTS_GONE = EVENT_RETENTION.plusDays(1);

  /**
   * A month for somebody to mend a receiver and replay; letters of recipients who are erased
   * meanwhile are not found one by one, so they must have an end.
   */
  public static final Duration LETTER_RETENTION = Duration.ofDays(30);

  /**
   * Kafka drops segments as a whole, once the newest record in one is old enough: by default one
   * lasts a week where little comes, and its oldest record would stay for as much longer. Nor are
   * dead letters compacted besides: compaction puts old segments and new into one.
   */
  private static final Duration SEGMENT = Duration.ofDays(1);

  private static final Map<String, String> DAILY =
      Map.of(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT.toMillis()));

  private static final Map<String, String> LETTERS =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          Long.toString(LETTER_RETENTION.toMillis()),
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(SEGMENT.toMillis()));

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Topics() {}

  /** The key of a delivery and of its hits. */
  public static byte[] eventKey(String account, String deliveryId) {
    return (account + '/' + deliveryId).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Creates what is missing, and bounds how long records live in topics of earlier versions.
   *
   * @param replication copies of each partition
   * @throws EventLogException if Kafka cannot be reached within a minute, has too few brokers for
   *     that long, or refuses
   */
  public static void ensure(KafkaConfig kafka, short replication) {
    ensure(kafka, replication, PATIENCE);
  }

  /**
   * @param patience how long Kafka may take for one answer, and have too few brokers
   */
  static void ensure(KafkaConfig kafka, short replication, Duration patience) {
    Map<String, Object> properties = kafka.clientProperties("topics");
    int patienceMs = Math.toIntExact(patience.toMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(30_000, patienceMs));
    Admin admin = connect(kafka, properties);
    try {
      Set<String> present = admin.listTopics().names().get();
      for (NewTopic topic : declared(replication)) {
        if (!present.contains(topic.name())) {
          create(admin, topic, patience);
        }
      }
      for (String topic : List.of(DELIVERIES, HITS, ENGAGEMENT, WEBHOOK_LOG)) {
        if (present.contains(topic)) {
          amend(admin, topic, Topics::hasSegmentsOfDefault, DAILY);
        }
      }
      if (present.contains(WEBHOOK_DEAD_LETTERS)) {
        amend(admin, WEBHOOK_DEAD_LETTERS, Topics::isCompacted, LETTERS);
      }
    } catch (ExecutionException | KafkaException e) {
      throw unreachable(kafka, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while creating the topics", e);
    } finally {
      admin.close(Duration.ZERO); // without a bound it would wait for a broker that is away
    }
  }

  private static Admin connect(KafkaConfig kafka, Map<String, Object> properties) {
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      throw unreachable(kafka, e); // such as a host name that leads nowhere
    }
  }

  private static EventLogException unreachable(KafkaConfig kafka, Exception e) {
    return EventLogException.of(
        "Kafka at " + kafka.bootstrapServers() + ": cannot create the topics", e);
  }

  /**
   * Waits for as many brokers as there are to be copies: one that stalled for a few seconds is out
   * of the cluster until it is heard of again.
   */
  private static void create(Admin admin, NewTopic topic, Duration patience)
      throws ExecutionException, InterruptedException {
    long began = System.nanoTime();
    boolean told = false;
    while (true) {
      try {
        admin.createTopics(List.of(topic)).all().get();
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException) {
          return; // Another process was quicker.
        }
        if (!(e.getCause() instanceof InvalidReplicationFactorException)
            || System.nanoTime() - began >= patience.toNanos()) {
          throw e;
        }
        if (!told) {
          LOG.warn("Topic {} has to wait for brokers: {}", topic.name(), e.getCause().getMessage());
          told = true;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static boolean hasSegmentsOfDefault(Config topic) {
    return topic.get(TopicConfig.SEGMENT_MS_CONFIG).source()
        != ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
  }

  private static boolean isCompacted(Config topic) {
    return topic
        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
        .value()
        .equals(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /**
   * Only if the topic is as earlier versions made it; another policy is whoever's has set it. That
   * Kafka refuses it, by its rights or by a policy of its own, must keep nobody from starting.
   */
  private static void amend(
      Admin admin, String name, Predicate<Config> isAsBefore, Map<String, String> configs)
      throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      Config found = admin.describeConfigs(List.of(topic)).all().get().values().iterator().next();
      if (isAsBefore.test(found)) {
        List<AlterConfigOp> changes =
            configs.entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        LOG.info("Topic {} of an earlier version has {} from now on", name, configs);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ApiException) || e.getCause() instanceof RetriableException) {
        throw e;
      }
      LOG.warn(
          "Topic {} perhaps keeps records for longer than it is said: {}; set {} by hand",
          name,
          e.getMessage(),
          configs);
    }
  }

  /**
   * The topics as they are made where they are missing. Of three copies or more, two must have what
   * is acknowledged, so that no single broker takes it along; one broker may be away all the same.
   * Of two copies that cannot be asked: while one is away, nothing could be written.
   */
  static List<NewTopic> declared(short replication) {
    List<NewTopic> topics = shapes(replication);
    if (replication >= 3) {
      for (NewTopic topic : topics) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        topic.configs(configs);
      }
    }
    return topics;
  }

  private static List<NewTopic> shapes(short replication) {
    Map<String, String> kept =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(EVENT_RETENTION.toMillis()),
            TopicConfig.SEGMENT_MS_CONFIG,
            Long.toString(SEGMENT.toMillis()));
    Map<String, String> compacted =
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return List.of(
        new NewTopic(DELIVERIES, EVENT_PARTITIONS, replication).configs(kept),
        new NewTopic(HITS, EVENT_PARTITIONS, replication).configs(kept),
        new NewTopic(SETTINGS, 1, replication).configs(compacted),
        new NewTopic(OPT_OUTS, 1, replication).configs(compacted),
        new NewTopic(ADMIN, 1, replication).configs(compacted),
        new NewTopic(ENGAGEMENT, EVENT_PARTITIONS, replication).configs(kept),
        new NewTopic(WEBHOOK_PENDING, 1, replication).configs(compacted),
        new NewTopic(WEBHOOK_DEAD_LETTERS, 1, replication).configs(LETTERS),
        new NewTopic(WEBHOOK_LOG, 1, replication).configs(kept));
  }
}
