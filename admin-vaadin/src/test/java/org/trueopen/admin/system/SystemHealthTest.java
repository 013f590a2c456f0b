package org.trueopen.admin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.trueopen.admin.TestHashKey;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.system.PartHealth.Level;

/** Probes against real HTTP servers that answer as the parts do, or not at all. */
class SystemHealthTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final String METRICS =
      """
      # TYPE trueopen_ingest_hits counter
      trueopen_ingest_hits_total{kind="open",outcome="recorded",reason="kafka"} 41.0
      trueopen_ingest_hits_total{kind="click",outcome="recorded",reason="journal"} 1.0
      trueopen_ingest_hits_total{kind="open",outcome="ignored",reason="opted-out"} 3.0
      trueopen_ingest_hits_total{kind="open",outcome="lost",reason="busy"} LOST
      trueopen_ingest_journal_size_bytes 1048576.0
      trueopen_ingest_journal_limit_bytes 1.073741824E9
      """;

  private final HttpServer server = start();

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void ingestTellsWhatItCountsAndLossIsWarnedOf() {
    answer("/health/ready", 200, "{\"status\":\"ready\"}");
    answer("/metrics", 200, METRICS.replace("LOST", "0.0"));
    PartHealth fine = part("Ingest", ask(Map.of("ADMIN_INGEST_URLS", url())));
    assertThat(fine.level()).isEqualTo(Level.GOOD);
    assertThat(fine.figures().toString())
        .contains("name=Recorded, value=42", "name=Ignored, value=3", "1.0 MiB of 1.0 GiB");
    server.removeContext("/metrics");
    answer("/metrics", 200, METRICS.replace("LOST", "2.0"));

    PartHealth losing = part("Ingest", ask(Map.of("ADMIN_INGEST_URLS", url())));
    assertThat(losing.level()).isEqualTo(Level.WARNING);
    assertThat(losing.figures().toString()).contains("name=Lost, value=2, warn=true");
  }

  @Test
  void aJobThatRunsTellsHowOldItsCheckpointIs() {
    flink("RUNNING", NOW.minusSeconds(2));
    PartHealth fine = part("Flink job", ask(Map.of("ADMIN_FLINK_URL", url())));
    assertThat(fine.level()).isEqualTo(Level.GOOD);
    assertThat(fine.figures().toString()).contains("2 s ago", "value=2.2.1", "2.0 MiB");
  }

  @Test
  void anOldCheckpointIsWarnedOfAndAJobThatDoesNotRunIsDown() {
    flink("RUNNING", NOW.minusSeconds(600));
    assertThat(part("Flink job", ask(Map.of("ADMIN_FLINK_URL", url()))).level())
        .isEqualTo(Level.WARNING);
    server.removeContext("/jobs/overview");
    answer("/jobs/overview", 200, "{\"jobs\":[{\"jid\":\"1\",\"state\":\"RESTARTING\"}]}");

    PartHealth down = part("Flink job", ask(Map.of("ADMIN_FLINK_URL", url())));
    assertThat(down.level()).isEqualTo(Level.BAD);
    assertThat(down.words()).contains("The job is restarting");
  }

  @Test
  void whatHangsOrIsDownTakesNothingFromTheOthers() throws Exception {
    answer("/health/ready", 200, "{\"status\":\"ready\"}");
    answer("/metrics", 200, METRICS.replace("LOST", "0.0"));
    try (ServerSocket hangs = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      // It must come to an end, and long before the limit of a test does it.
      List<PartHealth> parts =
          ask(
              Duration.ofSeconds(10),
              Map.of(
                  "ADMIN_INGEST_URLS", url() + ",http://127.0.0.1:1",
                  "ADMIN_FLINK_URL", "http://127.0.0.1:" + hangs.getLocalPort()));

      assertThat(part("Ingest 1", parts).level()).isEqualTo(Level.GOOD);
      assertThat(part("Ingest 2", parts).level()).isEqualTo(Level.BAD);
      assertThat(part("Flink job", parts).level()).isEqualTo(Level.BAD);
    }
  }

  @Test
  void whatIsNotConfiguredIsSaidAndHowToDoIt() {
    List<PartHealth> parts = ask(Map.of());

    assertThat(part("Ingest", parts).words()).contains("Not configured", "ADMIN_INGEST_URLS");
    assertThat(part("Flink job", parts).words()).contains("Not configured", "ADMIN_FLINK_URL");
  }

  private void flink(String state, Instant checkpoint) {
    answer("/overview", 200, "{\"taskmanagers\":1,\"flink-version\":\"2.2.1\"}");
    answer("/jobs/overview", 200, "{\"jobs\":[{\"jid\":\"1\",\"state\":\"%s\"}]}".formatted(state));
    answer(
        "/jobs/1/checkpoints",
        200,
        "{\"latest\":{\"completed\":{\"latest_ack_timestamp\":%d,\"end_to_end_duration\":12,"
                .formatted(checkpoint.toEpochMilli())
            + "\"state_size\":2097152}}}");
  }

  private List<PartHealth> ask(Map<String, String> environment) {
    return ask(Duration.ofMinutes(1), environment);
  }

  private List<PartHealth> ask(Duration patience, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("ADMIN_HASH_KEY_FILE", TestHashKey.file());
    StaticListableBeanFactory none = new StaticListableBeanFactory();
    SystemHealth health =
        new SystemHealth(
            AdminConfig.parse(all),
            none.getBeanProvider(ClickHouseProbe.class),
            none.getBeanProvider(KafkaProbe.class),
            Clock.fixed(NOW, ZoneOffset.UTC),
            patience);
    try {
      return health.ask();
    } finally {
      health.destroy();
    }
  }

  private static PartHealth part(String name, List<PartHealth> parts) {
    return parts.stream().filter(part -> part.part().equals(name)).findFirst().orElseThrow();
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
