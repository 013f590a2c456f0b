package org.trueopen.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.config.ConfigException;

class AdminConfigTest {

  @Test
  void anEmptyEnvironmentMeansTheDefaults() {
    AdminConfig config = AdminConfig.parse(Map.of());

    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8090);
    assertThat(config.kafkaBootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.clickHouse().url()).isEqualTo("http://127.0.0.1:8123");
    assertThat(config.first().account()).isEqualTo("demo");
    assertThat(config.first().domain()).isEqualTo("demo.example");
    assertThat(config.first().apiKeyFile()).isNull();
    assertThat(config.first().password()).isNull();
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                AdminConfig.parse(
                    Map.of(
                        "ADMIN_PORT", "http",
                        "ADMIN_PROT", "8090",
                        "CLICKHOUSE_URL", "tcp://x",
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost",
                        "ADMIN_FIRST_ACCOUNT", "Demo")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ADMIN_PORT: expected 1..65535, found \"http\"")
        .hasMessageContaining("ADMIN_PROT: no such setting; did you mean ADMIN_PORT?")
        .hasMessageContaining("CLICKHOUSE_URL: expected an http or https URL, found \"tcp://x\"")
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS: expected host:port")
        .hasMessageContaining("ADMIN_FIRST_ACCOUNT: expected 1 to 32 of a-z");
  }

  @Test
  void aPortOutOfRangeIsAnError() {
    assertThatThrownBy(() -> AdminConfig.parse(Map.of("ADMIN_PORT", "65536")))
        .hasMessageContaining("ADMIN_PORT: expected 1..65535, found \"65536\"");
  }

  @Test
  void anEmptyValueCountsAsNone() {
    assertThat(AdminConfig.parse(Map.of("ADMIN_FIRST_PASSWORD", "", "ADMIN_PORT", "")).port())
        .isEqualTo(8090);
  }

  @Test
  void secretsArePrintedAsStars() {
    AdminConfig config =
        AdminConfig.parse(
            Map.of("ADMIN_FIRST_PASSWORD", "hunter2hunter2", "CLICKHOUSE_PASSWORD", "s3cret"));

    assertThat(config.toString()).contains("***").doesNotContain("hunter2", "s3cret");
  }
}
