package org.trueopen.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.admin.TestHashKey;
import org.trueopen.config.ConfigException;

class AdminConfigTest {

  private @TempDir Path folder;

  @Test
  void anEmptyEnvironmentMeansTheDefaults() {
    AdminConfig config = parse(Map.of());

    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8090);
    assertThat(config.internalBind()).isEqualTo("127.0.0.1");
    assertThat(config.internalPort()).isEqualTo(8092);
    assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
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
                parse(
                    Map.of(
                        "ADMIN_PORT", "http",
                        "ADMIN_PROT", "8090",
                        "CLICKHOUSE_URL", "tcp://x",
                        "KAFKA_BOOTSTRAP_SERVERS", "localhost",
                        "ADMIN_FIRST_ACCOUNT", "Demo")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ADMIN_PORT: expected 1..65535, found \"http\"")
        .hasMessageContaining("ADMIN_PROT: no such setting; did you mean ADMIN_PORT?")
        .hasMessageContaining(
            "CLICKHOUSE_URL: expected an http or https URL without a path, found \"tcp://x\"")
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS: expected host:port")
        .hasMessageContaining("ADMIN_FIRST_ACCOUNT: expected 1 to 32 of a-z");
  }

  @Test
  void aPortOutOfRangeIsAnError() {
    assertThatThrownBy(() -> parse(Map.of("ADMIN_PORT", "65536")))
        .hasMessageContaining("ADMIN_PORT: expected 1..65535, found \"65536\"");
  }

  @Test
  void metricsNeedAPortOfTheirOwn() {
    assertThatThrownBy(() -> parse(Map.of("ADMIN_INTERNAL_PORT", "8090")))
        .hasMessageContaining(
            "ADMIN_INTERNAL_PORT: expected another port than ADMIN_PORT, found \"8090\"");
  }

  @Test
  void anEmptyValueCountsAsNone() {
    assertThat(parse(Map.of("ADMIN_FIRST_PASSWORD", "", "ADMIN_PORT", "")).port()).isEqualTo(8090);
  }

  @Test
  void ingestIsReachedAtTheSharedHost() {
    assertThat(parse(Map.of()).ingestUrl()).isEqualTo("http://localhost:8080");
    assertThat(parse(Map.of("ADMIN_FIRST_TRACKING_HOST", "t.acme.example")).ingestUrl())
        .isEqualTo("https://t.acme.example");
    assertThat(
            parse(Map.of("ADMIN_SHARED_HOST", "localhost:8180", "ADMIN_PUBLIC_SCHEME", "http"))
                .ingestUrl())
        .isEqualTo("http://localhost:8180");
    assertThatThrownBy(() -> parse(Map.of("ADMIN_PUBLIC_SCHEME", "ftp")))
        .hasMessageContaining("ADMIN_PUBLIC_SCHEME: expected http or https, found \"ftp\"");
  }

  @Test
  void singleSignOnNeedsAClientAndARole() {
    assertThat(parse(Map.of()).oidc()).isNull();
    assertThatThrownBy(() -> parse(Map.of("ADMIN_OIDC_ISSUER", "https://id.example")))
        .hasMessageContaining("ADMIN_OIDC_CLIENT_ID: expected the client's id")
        .hasMessageContaining("ADMIN_OIDC_ADMINS: expected values of the claim roles");
    OidcConfig oidc =
        parse(
                Map.of(
                    "ADMIN_OIDC_ISSUER", "https://id.example",
                    "ADMIN_OIDC_CLIENT_ID", "trueopen",
                    "ADMIN_OIDC_VIEWERS", "staff, guests"))
            .oidc();
    assertThat(oidc).isNotNull();
    assertThat(String.valueOf(oidc)).contains("clientSecret=***");
  }

  @Test
  void theSharedHostIsTheFirstTrackingHostUnlessSaid() {
    assertThat(parse(Map.of("ADMIN_FIRST_TRACKING_HOST", "t.example")).dns().sharedHost())
        .isEqualTo("t.example");
    assertThat(parse(Map.of("ADMIN_SHARED_HOST", "s.example")).dns().sharedHost())
        .isEqualTo("s.example");
  }

  @Test
  void theEraserIsAUserOfTheSameStore() {
    AdminConfig config =
        parse(Map.of("ADMIN_ERASE_USER", "eraser", "ADMIN_ERASE_PASSWORD", "s3cret"));

    assertThat(String.valueOf(config.eraser()))
        .contains("http://127.0.0.1:8123", "eraser")
        .doesNotContain("s3cret");
    assertThat(config.toString()).doesNotContain("s3cret");
  }

  @Test
  void secretsArePrintedAsStars() {
    AdminConfig config =
        parse(Map.of("ADMIN_FIRST_PASSWORD", "hunter2hunter2", "CLICKHOUSE_PASSWORD", "s3cret"));

    assertThat(config.toString()).contains("***").doesNotContain("hunter2", "s3cret");
  }

  @Test
  void theHashKeyIsNeededAndNeverPrinted() throws Exception {
    assertThatThrownBy(() -> AdminConfig.parse(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("ADMIN_HASH_KEY_FILE: expected the path of a file, found nothing");

    Path file = Files.writeString(folder.resolve("hash-key"), "too short a secret");
    assertThatThrownBy(() -> AdminConfig.parse(Map.of("ADMIN_HASH_KEY_FILE", file.toString())))
        .hasMessageContaining("ADMIN_HASH_KEY_FILE: expected a file with base64")
        .hasMessageNotContaining("too short a secret");

    String secret = Files.readString(Path.of(TestHashKey.file())).strip();
    assertThat(parse(Map.of()).toString()).doesNotContain(secret);
  }

  private static AdminConfig parse(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("ADMIN_HASH_KEY_FILE", TestHashKey.file());
    return AdminConfig.parse(environment);
  }
}
