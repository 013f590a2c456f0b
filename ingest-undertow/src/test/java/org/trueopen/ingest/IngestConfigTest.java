package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.config.ConfigException;
import org.trueopen.ingest.limit.LimitConfig;
import org.trueopen.ingest.web.ForwardedHeader;
import org.trueopen.token.KeyRing;

class IngestConfigTest {

  private static final String SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=";

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void theLeastThatIsNeeded() throws IOException {
    variables.put("INGEST_SHARED_HOST", "track.example:8443");
    variables.put("INGEST_SIGNING_KEYS_FILE", file("ring", KeyRing.newLine(1, new SecureRandom())));
    variables.put("INGEST_HASH_KEY_FILE", file("hash", SECRET + "\n"));
    variables.put("INGEST_JOURNAL_DIR", folder.resolve("journal").toString());
    variables.put("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    IngestConfig config = IngestConfig.parse(variables);

    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.publicScheme()).isEqualTo("https");
    assertThat(config.sharedHost()).isEqualTo("track.example:8443");
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.maxBodyBytes()).isEqualTo(5 * 1024 * 1024);
    assertThat(config.maxMailBytes()).isEqualTo(35 * 1024 * 1024);
    assertThat(config.bodyMemoryBytes()).isGreaterThanOrEqualTo(35 * 1024 * 1024);
    assertThat(config.maxRecipients()).isEqualTo(10_000);
    assertThat(config.workers()).isEqualTo(16);
    assertThat(config.stall()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.excludedHosts()).isEmpty();
    assertThat(config.recordDeadline()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.openDeadline()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.relayDeadline()).isEqualTo(Duration.ofMillis(1400));
    assertThat(config.clickDeadline()).isEqualTo(Duration.ofMillis(50));
    assertThat(config.journalDeadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.journalMaxBytes()).isEqualTo(1024 * 1024 * 1024);
    assertThat(config.maxInFlight()).isEqualTo(20_000);
    assertThat(config.internalBind()).isEqualTo("127.0.0.1");
    assertThat(config.internalPort()).isEqualTo(8089);
    assertThat(config.replication()).isEqualTo((short) 1);
  }

  @Test
  void whatIsSetCounts() {
    variables.put("INGEST_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1");
    variables.put("INGEST_EXCLUDED_HOSTS", "Example.COM,b.example");
    variables.put("INGEST_PORT", "0");

    IngestConfig config = IngestConfig.parse(variables);

    assertThat(config.trustedProxies()).containsExactly("127.0.0.1", "10.0.0.0/8", "::1");
    assertThat(config.excludedHosts()).containsExactlyInAnyOrder("example.com", "b.example");
    assertThat(config.port()).isZero();
  }

  @Test
  void theLimitsHaveTheirDefaultsAndCanBeSet() {
    IngestConfig byDefault = IngestConfig.parse(variables);
    assertThat(byDefault.forwardedHeader()).isEqualTo(ForwardedHeader.X_FORWARDED_FOR);
    assertThat(byDefault.listen()).isEqualTo(IngestFixture.LISTEN);
    assertThat(byDefault.limits()).isEqualTo(new LimitConfig(300, 10, 60, 600));

    variables.put("INGEST_FORWARDED_HEADER", "Forwarded");
    variables.put("INGEST_PROXY_PROTOCOL", "true");
    variables.put("INGEST_TRUSTED_PROXIES", "10.0.0.0/8");
    assertThat(IngestConfig.parse(variables).forwardedHeader())
        .isEqualTo(ForwardedHeader.FORWARDED);
    assertThat(IngestConfig.parse(variables).listen().proxyProtocol()).isTrue();
  }

  @Test
  void proxyHeadersThatWouldBeBelievedFromNobodyAreAProblem() {
    variables.put("INGEST_PROXY_PROTOCOL", "true");
    variables.put("INGEST_FORWARDED_HEADER", "x-real-ip");

    assertThatThrownBy(() -> IngestConfig.parse(variables))
        .hasMessageContaining("INGEST_PROXY_PROTOCOL: expected INGEST_TRUSTED_PROXIES to say")
        .hasMessageContaining(
            "INGEST_FORWARDED_HEADER: expected x-forwarded-for or forwarded or none, found"
                + " \"x-real-ip\"");
  }

  @Test
  void theMemoryForBodiesHoldsOneMailAtLeast() {
    variables.put("INGEST_MAX_MAIL_BYTES", "2000000");
    variables.put("INGEST_MAX_BODY_BYTES", "1000000");
    variables.put("INGEST_BODY_MEMORY_BYTES", "1999999");

    assertThatThrownBy(() -> IngestConfig.parse(variables))
        .hasMessageContaining(
            "INGEST_BODY_MEMORY_BYTES: expected room for one body, so at least 2000000, found 1999999");
  }

  @Test
  void everyProblemIsToldAtOnce() throws IOException {
    Map<String, String> wrong = new HashMap<>();
    wrong.put("INGEST_PORT", "http");
    wrong.put("INGEST_PUBLIC_SCHEME", "gopher");
    wrong.put("INGEST_SHARED_HOST", "https://track.example/");
    wrong.put("INGEST_TRUSTED_PROXIES", "10.0.0.0/8,proxy.example");
    wrong.put("INGEST_MAX_BODY_BYTES", "1");
    wrong.put("INGEST_RECORD_DEADLINE_MS", "soon");
    wrong.put("INGEST_JOURNAL_MAX_BYTES", "8M");
    wrong.put("INGEST_SIGNING_KEYS_FILE", file("ring", "1 short\n"));
    wrong.put("INGEST_HASH_KEY_FILE", file("empty", ""));
    wrong.put("KAFKA_BOOTSTRAP_SERVERS", "kafka");
    wrong.put("INGEST_MAX_RECIPIENT", "5");

    assertThatThrownBy(() -> IngestConfig.parse(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            The configuration cannot be used:
              INGEST_PORT: expected 0..65535, found "http"
              INGEST_PUBLIC_SCHEME: expected http or https, found "gopher"
              INGEST_SHARED_HOST: expected host or host:port, found "https://track.example/"
              INGEST_TRUSTED_PROXIES: expected addresses or networks like 10.0.0.0/8, found "proxy.example"
              INGEST_MAX_BODY_BYTES: expected 1024..67108864, found "1"
              INGEST_RECORD_DEADLINE_MS: expected 100..120000, found "soon"
              INGEST_JOURNAL_DIR: expected the path of a folder on a local disk, found nothing
              INGEST_JOURNAL_MAX_BYTES: expected 1048576..1099511627776, found "8M"
              INGEST_SIGNING_KEYS_FILE: expected a file of keys, found one that cannot be used\
             (signing keys: expected lines of "<id 0..255> <base64 of 32 or more bytes>", each followed by\
             "signs-from=2026-01-31T12:00:00Z" or nothing)
              INGEST_HASH_KEY_FILE: expected a file that holds something, found an empty one
              KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found "kafka"
              INGEST_MAX_RECIPIENT: no such setting; did you mean INGEST_MAX_RECIPIENTS?""");
  }

  @Test
  void whatIsMissingIsAskedForAtOnce() {
    assertThatThrownBy(() -> IngestConfig.parse(Map.of()))
        .hasMessage(
            """
            The configuration cannot be used:
              INGEST_SHARED_HOST: expected host or host:port, found nothing
              INGEST_JOURNAL_DIR: expected the path of a folder on a local disk, found nothing
              INGEST_SIGNING_KEYS_FILE: expected the path of a file, found nothing
              INGEST_HASH_KEY_FILE: expected the path of a file, found nothing
              KAFKA_BOOTSTRAP_SERVERS: expected host:port[,host:port], found nothing""");
  }

  @Test
  void secretsAreNeverPrinted() throws IOException {
    assertThat(IngestConfig.parse(variables).toString()).doesNotContain(SECRET.substring(0, 8));
    variables.put("INGEST_SIGNING_KEYS_FILE", file("bad", SECRET + " 1\n"));

    assertThatThrownBy(() -> IngestConfig.parse(variables))
        .hasMessageNotContaining(SECRET.substring(0, 8))
        .hasNoCause();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
