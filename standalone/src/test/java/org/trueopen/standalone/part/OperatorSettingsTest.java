package org.trueopen.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.store.StoreConfig;

class OperatorSettingsTest {

  private static final Ports PORTS = new Ports(100);
  private static final StoreConfig STORE = new StoreConfig("http://127.0.0.1:8223", "admin", "x");

  private static final Map<String, String> BEHIND_A_FRONT =
      Map.ofEntries(
          Map.entry("INGEST_SHARED_HOST", "t.acme.example"),
          Map.entry("INGEST_TRUSTED_PROXIES", "10.0.0.7"),
          Map.entry("INGEST_BIND", "10.0.0.8"),
          Map.entry("INGEST_MAX_CONNECTIONS", "5000"),
          Map.entry("ADMIN_FIRST_ACCOUNT", "acme"),
          Map.entry("ADMIN_FIRST_DOMAIN", "acme.example"),
          Map.entry("JOB_MEMORY_DAYS", "30"),
          Map.entry("JOB_CHECKPOINT_INTERVAL_MS", "5000"),
          Map.entry("WEBHOOKS_AT_ONCE", "9"),
          Map.entry("INGEST_EXCLUDED_HOSTS", " "),
          Map.entry("HOME", "/root"));

  @TempDir private Path home;
  private DataFolder data;
  private Layout layout;

  @BeforeEach
  void build() throws IOException {
    data = new DataFolder(home.resolve("data"));
    layout = new Layout(home);
    for (String jar :
        new String[] {
          "ingest-undertow/target/ingest-undertow-1.jar",
          "ingest-undertow/target/lib/x.jar",
          "admin-vaadin/target/admin-vaadin-1.jar",
          "webhooks/target/webhooks-1.jar",
          "webhooks/target/lib/x.jar",
          "flink-jobs/target/flink-jobs.jar",
          "flink-jobs/src/main/dist/conf/config.yaml",
          "flink-jobs/src/main/dist/conf/log4j.properties",
          "standalone/runtime-flink/target/lib/x.jar"
        }) {
      Path file = home.resolve(jar);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  @Test
  void whatAnOperatorBehindAFrontSetsReachesEachPart() throws IOException {
    OperatorSettings operator = OperatorSettings.all(BEHIND_A_FRONT);

    assertThat(ingest(operator))
        .containsEntry("INGEST_SHARED_HOST", "t.acme.example")
        .containsEntry("INGEST_PUBLIC_SCHEME", "https")
        .containsEntry("INGEST_TRUSTED_PROXIES", "10.0.0.7")
        .containsEntry("INGEST_BIND", "10.0.0.8")
        .containsEntry("INGEST_MAX_CONNECTIONS", "5000")
        .containsEntry("INGEST_PORT", "8180")
        .doesNotContainKey("INGEST_EXCLUDED_HOSTS");
    assertThat(admin(operator))
        .containsEntry("ADMIN_FIRST_ACCOUNT", "acme")
        .containsEntry("ADMIN_FIRST_DOMAIN", "acme.example")
        .containsEntry("ADMIN_FIRST_TRACKING_HOST", "t.acme.example")
        .containsEntry("ADMIN_SHARED_HOST", "t.acme.example")
        .containsEntry("ADMIN_PUBLIC_SCHEME", "https");
    assertThat(job(operator))
        .containsEntry("JOB_MEMORY_DAYS", "30")
        .containsEntry("JOB_CHECKPOINT_INTERVAL_MS", "5000")
        .containsEntry("JOB_PARALLELISM", "1");
    assertThat(webhooks(operator))
        .containsEntry("WEBHOOKS_AT_ONCE", "9")
        .containsEntry("WEBHOOKS_PORT", "8191");
    assertThat(operator.publicUrl(PORTS)).isEqualTo("https://t.acme.example");
    assertThat(operator.shownUrl("INGEST_BIND", 8180)).isEqualTo("http://10.0.0.8:8180");
  }

  @Test
  void whereNothingIsSetAllStaysOnThisMachine() throws IOException {
    OperatorSettings operator = OperatorSettings.all(Map.of("HOME", "/root"));

    assertThat(ingest(operator))
        .containsEntry("INGEST_SHARED_HOST", "localhost:8180")
        .containsEntry("INGEST_PUBLIC_SCHEME", "http")
        .containsEntry("INGEST_TRUSTED_PROXIES", "127.0.0.0/8,::1")
        .doesNotContainKey("INGEST_BIND");
    assertThat(admin(operator))
        .containsEntry("ADMIN_FIRST_TRACKING_HOST", "localhost:8180")
        .doesNotContainKey("ADMIN_SHARED_HOST");
    assertThat(job(operator)).containsEntry("JOB_CHECKPOINT_INTERVAL_MS", "1500");
    assertThat(operator.publicUrl(PORTS)).isEqualTo("http://localhost:8180");
  }

  @Test
  void theDemoIsTheSameWhateverTheShellHasSet() throws IOException {
    Map<String, String> shell = new HashMap<>(BEHIND_A_FRONT);
    shell.put("INGEST_PORT", "1");
    shell.put("ADMIN_DNS_SERVERS", "10.0.0.53");
    OperatorSettings operator = OperatorSettings.few(shell);

    assertThat(operator.variables()).isEqualTo(Map.of("ADMIN_DNS_SERVERS", "10.0.0.53"));
    assertThat(ingest(operator))
        .containsEntry("INGEST_SHARED_HOST", "localhost:8180")
        .containsEntry("INGEST_PORT", "8180")
        .doesNotContainKey("INGEST_MAX_CONNECTIONS");
  }

  @Test
  void withoutANextHopIngestHearsNothingOfARelay() throws IOException {
    assertThat(ingest(OperatorSettings.all(Map.of("INGEST_SMTP_PORT", "25"))))
        .doesNotContainKey("INGEST_SMTP_PORT");
  }

  @Test
  void whatStandaloneDecidesIsRefusedWithWhatDecidesInstead() {
    assertThatThrownBy(
            () ->
                OperatorSettings.all(
                    Map.of(
                        "INGEST_PORT", "9999",
                        "JOB_PARALLELISM", "4",
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                        "ADMIN_ERASE_PASSWORD", "secret-word",
                        "ADMIN_PORT", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INGEST_PORT: standalone's ports")
        .hasMessageContaining("--port-offset N")
        .hasMessageContaining("JOB_PARALLELISM: --task-managers N")
        .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS: standalone runs a broker of its own")
        .hasMessageContaining("ADMIN_ERASE_PASSWORD: ")
        .hasMessageNotContaining("ADMIN_PORT")
        .hasMessageNotContaining("secret-word");
  }

  @Test
  void whoHasAServerOfTheirOwnNamesWhoErasesThere() throws IOException {
    OperatorSettings operator =
        OperatorSettings.all(Map.of("CLICKHOUSE_URL", "http://db:8123", "ADMIN_ERASE_USER", "rub"));

    assertThat(admin(operator)).containsEntry("ADMIN_ERASE_USER", "rub");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, http://127.0.0.1:8190, http://localhost:8190",
    "::, http://127.0.0.1:8190, http://localhost:8190",
    "10.0.0.8, http://10.0.0.8:8190, http://10.0.0.8:8190",
    "fd00::8, http://[fd00::8]:8190, http://[fd00::8]:8190"
  })
  void partsAreReachedWhereTheyListen(String bind, String here, String shown) {
    OperatorSettings operator = OperatorSettings.all(Map.of("ADMIN_BIND", bind));

    assertThat(operator.urlHere("ADMIN_BIND", PORTS.admin())).isEqualTo(here);
    assertThat(operator.shownUrl("ADMIN_BIND", PORTS.admin())).isEqualTo(shown);
  }

  private Map<String, String> ingest(OperatorSettings operator) throws IOException {
    Relay relay = Relay.of(operator, PORTS, false);
    return new IngestPart(layout, data, PORTS, operator, relay, Map.of()).command().environment();
  }

  private Map<String, String> admin(OperatorSettings operator) throws IOException {
    return new AdminPart(layout, data, PORTS, STORE, null, operator).command().environment();
  }

  private Map<String, String> job(OperatorSettings operator) throws IOException {
    return new FlinkParts(layout, data, PORTS, STORE, operator, 1)
        .jobManager()
        .command()
        .environment();
  }

  private Map<String, String> webhooks(OperatorSettings operator) throws IOException {
    return new WebhooksPart(layout, data, PORTS, operator).command().environment();
  }
}
