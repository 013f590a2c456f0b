package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.config.Environment;

/** A broker that asks for logins and grants rights. */
class SecuredKafkaTest {

  private static final String ROOT = ProcessBroker.SUPER_USER;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static ProcessBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    broker = new ProcessBroker(Map.of(ROOT, "open-sesame", "reader", "read-me"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void producersAndConsumersLogInAsTheFileSays() throws Exception {
    KafkaConfig kafka = as(ROOT, "open-sesame");
    Topics.ensure(kafka, (short) 1, PATIENCE);

    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            kafka.producerProperties("test"), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.HITS, 0, "k", "v")).get();
    }

    try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
      TopicPartition partition = new TopicPartition(Topics.HITS, 0);
      consumer.assign(List.of(partition));
      assertThat(consumer.poll(PATIENCE)).extracting(ConsumerRecord::value).containsExactly("v");
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeOneAndNotShown() throws Exception {
    KafkaConfig kafka = as(ROOT, "open-barley");

    assertThatThrownBy(() -> Topics.ensure(kafka, (short) 1, PATIENCE))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class)
        .hasMessageContaining("cannot create the topics; Kafka does not accept the login of")
        .hasMessageContaining("KAFKA_CLIENT_PROPERTIES_FILE")
        .hasMessageNotContaining("open-barley");
    assertThatThrownBy(() -> SettingsLog.open(kafka, "test", Clock.systemUTC(), PATIENCE))
        .hasMessageContaining("topic settings at " + broker.bootstrapServers())
        .hasMessageContaining("Kafka does not accept the login of KAFKA_CLIENT_PROPERTIES_FILE");
    assertThatThrownBy(
            () -> {
              try (WebhookRequests requests = new WebhookRequests(kafka, "test")) {
                requests.post("acme", "shop", "event".getBytes(UTF_8));
              }
            })
        .hasMessageContaining("nothing was written; Kafka does not accept the login of");
  }

  @Test
  void whoMayNotReadTheTopicAdminIsToldThatRightsForbidIt() throws Exception {
    Topics.ensure(as(ROOT, "open-sesame"), (short) 1, PATIENCE);
    grant(Topics.OPT_OUTS, AclOperation.READ);
    KafkaConfig reader = as("reader", "read-me");

    OptOutLog.open(reader, "test", 100, PATIENCE).close();
    assertThatThrownBy(() -> UserDirectory.open(reader, "test"))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("Kafka's rights forbid it")
        .hasMessageContaining(Topics.ADMIN);
  }

  /** As ingest may with the topic admin, which it looks for at its start. */
  @Test
  void whoMayOnlyLookForATopicIsToldTheSame() throws Exception {
    KafkaConfig root = as(ROOT, "open-sesame");
    Topics.ensure(root, (short) 1, PATIENCE);
    grant(Topics.SETTINGS, AclOperation.DESCRIBE);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            root.producerProperties("test"), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.SETTINGS, 0, "k", "v")).get();
    }
    KafkaConfig reader = as("reader", "read-me");

    assertThatThrownBy(
            () -> SettingsLog.open(reader, "test", Clock.systemUTC(), Duration.ofSeconds(2)))
        .hasMessageContaining("topic settings: read up to 0 of 1, then nothing for 2 s;")
        .hasMessageContaining("Kafka's rights forbid it: Not authorized to access topics");
  }

  /** Returns when the broker goes by it, which is a moment after it has been told. */
  private void grant(String topic, AclOperation operation) throws Exception {
    try (Admin admin = Admin.create(as(ROOT, "open-sesame").clientProperties("test"))) {
      AclBinding right =
          new AclBinding(
              new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
              new AccessControlEntry("User:reader", "*", operation, AclPermissionType.ALLOW));
      admin.createAcls(List.of(right)).all().get();
      await().until(() -> admin.describeAcls(right.toFilter()).values().get().contains(right));
    }
  }

  private static KafkaConsumer<String, String> consumer(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("test");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  private KafkaConfig as(String user, String password) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kafka.properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
              username="%s" password="%s";
            """
                .formatted(user, password));
    Environment env =
        new Environment(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_CLIENT_PROPERTIES_FILE",
                file.toString()));
    KafkaConfig kafka = KafkaConfig.parse(env);
    env.finish();
    return kafka;
  }
}
