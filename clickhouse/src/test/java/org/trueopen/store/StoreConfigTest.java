package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.config.Environment;

class StoreConfigTest {

  @Test
  void theEnvironmentNamesTheServer() {
    StoreConfig config =
        StoreConfig.parse(
            Map.of(
                "CLICKHOUSE_URL", "https://ch.example:8443",
                "CLICKHOUSE_USER", "migrator",
                "CLICKHOUSE_PASSWORD", "secret"));
    assertThat(config)
        .isEqualTo(new StoreConfig("https://ch.example:8443", "migrator", "secret", "trueopen"));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    Environment env =
        new Environment(
            Map.of("CLICKHOUSE_URL", "clickhouse:9000", "STORE_KEEP_HITS_DAYS", "0"),
            Retention.PREFIX);
    StoreConfig.parse(env);
    Retention.parse(env);

    assertThatThrownBy(env::finish)
        .hasMessage(
            """
            The configuration cannot be used:
              CLICKHOUSE_URL: expected an http or https URL without a path, found "clickhouse:9000"
              STORE_KEEP_HITS_DAYS: expected 1..36500, found "0\"""");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(new StoreConfig("http://h:1", "admin", "secret").toString())
        .doesNotContain("secret")
        .contains("password=***");
  }

  @Test
  void anotherSchemeThanHttpIsRefusedWithTheValueFound() {
    assertThatThrownBy(() -> new StoreConfig("jdbc:clickhouse://h:1", "admin", ""))
        .hasMessage(
            "CLICKHOUSE_URL: expected an http or https URL, found \"jdbc:clickhouse://h:1\"");
  }
}
