package org.trueopen.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.config.Environment;

class KafkaConfigTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "kafka", "kafka:", ":9092", "kafka:9092,", "kafka:port", "a b:1"})
  void anAddressOfKafkaIsAHostAndAPort(String servers) {
    assertThatThrownBy(() -> new KafkaConfig(servers))
        .hasMessage(
            "KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found \"" + servers + '"');
  }

  @Test
  void theFilesSettingsReachEveryClientAndNoText() throws IOException {
    KafkaConfig kafka =
        parse(
            """
            # how
            security.protocol = SASL_SSL
            sasl.mechanism=SCRAM-SHA-512
            sasl.jaas.config=login username="ingest" password="sesame";
            ssl.truststore.location=/etc/kafka/ca.p12
            """);

    for (Map<String, Object> client :
        List.of(kafka.clientProperties("test"), kafka.producerProperties("test"))) {
      assertThat(client)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.jaas.config", "login username=\"ingest\" password=\"sesame\";")
          .containsEntry("ssl.truststore.location", "/etc/kafka/ca.p12")
          .containsEntry("bootstrap.servers", "kafka:9092");
    }
    assertThat(kafka.toString()).contains("kafka:9092", "sasl.mechanism").doesNotContain("sesame");
  }

  @Test
  void everythingThatIsWrongIsNamedWithoutItsValue() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    security.protocol=SASL_SLL
                    bootstrap.servers=sesame:9092
                    acks=sesame
                    """))
        .hasMessage(
            """
            The configuration cannot be used:
              KAFKA_CLIENT_PROPERTIES_FILE: expected names that begin with security., sasl., ssl., found "acks"
              KAFKA_CLIENT_PROPERTIES_FILE: expected names that begin with security., sasl., ssl., found "bootstrap.servers"
              KAFKA_CLIENT_PROPERTIES_FILE: expected a value of security.protocol that Kafka knows, found another one""");
    assertThatThrownBy(() -> parse("sasl.jaas.config=sesame\\u00zz"))
        .hasMessageContaining(
            "KAFKA_CLIENT_PROPERTIES_FILE: expected a readable file of properties")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void aFileThatCannotBeReadIsNamedBesideEverythingElse() {
    Environment env =
        new Environment(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka",
                "KAFKA_CLIENT_PROPERTIES_FILE", "/no/such/file"));
    KafkaConfig.parse(env);

    assertThatThrownBy(env::finish)
        .hasMessage(
            """
            The configuration cannot be used:
              KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found "kafka"
              KAFKA_CLIENT_PROPERTIES_FILE: expected a readable file of properties, found "/no/such/file" (NoSuchFileException)""");
  }

  private KafkaConfig parse(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), content);
    Environment env =
        new Environment(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "kafka:9092",
                "KAFKA_CLIENT_PROPERTIES_FILE",
                file.toString()));
    KafkaConfig kafka = KafkaConfig.parse(env);
    env.finish();
    return kafka;
  }
}
