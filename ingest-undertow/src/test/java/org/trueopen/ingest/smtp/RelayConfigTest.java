package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;

class RelayConfigTest {

  @TempDir Path folder;

  private static Optional<RelayConfig> parse(Map<String, String> variables) {
    Environment env = new Environment(variables, "INGEST_");
    Optional<RelayConfig> config = RelayConfig.parse(env);
    env.finish();
    return config;
  }

  private static RelayConfig parsed(Map<String, String> variables) {
    return parse(variables).orElseThrow();
  }

  @Test
  void withoutANextHopThereIsNoRelayAndItsSettingsAreKnown() {
    assertThat(parse(Map.of())).isEmpty();
    assertThat(parse(Map.of("INGEST_SMTP_PORT", "2526"))).isEmpty();
  }

  @Test
  void aNextHopIsEnough() {
    RelayConfig config =
        parsed(
            Map.of("INGEST_SMTP_NEXT_HOP", "[::1]:25", "INGEST_SMTP_HOST_NAME", "relay.example"));
    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(2525);
    assertThat(config.authWithoutTls()).isFalse();
    assertThat(config.tls()).isEmpty();
    assertThat(config.limits().maxMessageBytes()).isEqualTo(35 * 1024 * 1024);
    assertThat(config.limits().maxRecipients()).isEqualTo(100);
    assertThat(config.limits().maxBytesInMemory()).isGreaterThan(config.limits().maxMessageBytes());
    assertThat(config.nextHop().host()).isEqualTo("::1");
    assertThat(config.nextHop().port()).isEqualTo(25);
    assertThat(config.nextHop().tls()).isEqualTo(NextHopConfig.Tls.STARTTLS);
  }

  @Test
  void theLoginIsReadFromAFileAndNeverShown() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    RelayConfig config =
        parsed(
            Map.of(
                "INGEST_SMTP_NEXT_HOP", "smtp.example:465",
                "INGEST_SMTP_HOST_NAME", "relay.example",
                "INGEST_SMTP_NEXT_HOP_TLS", "implicit",
                "INGEST_SMTP_NEXT_HOP_USER", "relay-user",
                "INGEST_SMTP_NEXT_HOP_PASSWORD_FILE", password.toString()));
    assertThat(config.nextHop().password()).isEqualTo("s3cret");
    assertThat(config.toString()).doesNotContain("s3cret").doesNotContain("relay-user");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INGEST_SMTP_PORT|mail|INGEST_SMTP_PORT: expected 0..65535, found \"mail\"",
        "INGEST_SMTP_NEXT_HOP|smtp.example|INGEST_SMTP_NEXT_HOP: expected host:port, found",
        "INGEST_SMTP_NEXT_HOP|smtp.example:99999|INGEST_SMTP_NEXT_HOP: expected host:port, found",
        "INGEST_SMTP_NEXT_HOP|localhost:2525|expected another server than the relay itself",
        "INGEST_SMTP_NEXT_HOP|127.0.0.1:2525|expected another server than the relay itself",
        "INGEST_SMTP_NEXT_HOP_TLS|tls|expected none, starttls, starttls-required or implicit",
        "INGEST_SMTP_NEXT_HOP_USER|me|INGEST_SMTP_NEXT_HOP_PASSWORD_FILE: expected both",
        "INGEST_SMTP_AUTH_WITHOUT_TLS|yes|expected true or false, found \"yes\"",
        "INGEST_SMTP_TLS_KEY_FILE|/no/such|INGEST_SMTP_TLS_CERTIFICATE_FILE: expected both",
        "INGEST_SMTP_HOST_NAME|a b|INGEST_SMTP_HOST_NAME: expected a host's name",
        "INGEST_SMTP_MAX_RECIPIENTS|0|INGEST_SMTP_MAX_RECIPIENTS: expected 1..10000",
        "INGEST_SMTP_NEXT_HOP_CERTIFICATES_FILE|/no/such|expected a readable file",
        "INGEST_SMTP_NEXT_HOPS|x|no such setting; did you mean INGEST_SMTP_NEXT_HOP?"
      })
  void whatIsWrongIsSaid(String name, String value, String message) {
    Map<String, String> variables =
        new HashMap<>(Map.of("INGEST_SMTP_NEXT_HOP", "127.0.0.2:26099"));
    variables.put(name, value);
    assertThatThrownBy(() -> parse(variables))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPasswordIsNotSentInTheClear() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
    Map<String, String> variables =
        Map.of(
            "INGEST_SMTP_NEXT_HOP", "192.0.2.1:25",
            "INGEST_SMTP_HOST_NAME", "relay.example",
            "INGEST_SMTP_NEXT_HOP_USER", "me",
            "INGEST_SMTP_NEXT_HOP_PASSWORD_FILE", password.toString());
    assertThatThrownBy(() -> parse(variables))
        .hasMessageContaining("starttls-required or implicit, since a password is sent");
  }

  @Test
  void filesThatAreNoCertificateAreSaidToBe() throws IOException {
    Path junk = Files.writeString(folder.resolve("junk"), "junk\n");
    assertThatThrownBy(
            () ->
                parse(
                    Map.of(
                        "INGEST_SMTP_NEXT_HOP", "127.0.0.2:26099",
                        "INGEST_SMTP_TLS_CERTIFICATE_FILE", junk.toString(),
                        "INGEST_SMTP_TLS_KEY_FILE", junk.toString(),
                        "INGEST_SMTP_NEXT_HOP_CERTIFICATES_FILE", junk.toString())))
        .hasMessageContaining("openssl pkcs8 -topk8")
        .hasMessageContaining("expected a PEM file of certificates");
  }

  @Test
  void allProblemsAreSaidAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    Map.of(
                        "INGEST_SMTP_NEXT_HOP", "nowhere",
                        "INGEST_SMTP_PORT", "x",
                        "INGEST_SMTP_NEXT_HOP_TLS", "x")))
        .hasMessageContaining("INGEST_SMTP_NEXT_HOP:")
        .hasMessageContaining("INGEST_SMTP_PORT:")
        .hasMessageContaining("INGEST_SMTP_NEXT_HOP_TLS:");
  }
}
