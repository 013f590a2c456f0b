package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigTest {

  @Test
  void theEnvironmentNamesTheServer() {
    StoreConfig config =
        StoreConfig.fromEnvironment(
            Map.of(
                "CLICKHOUSE_URL", "https://ch.example:8443",
                "CLICKHOUSE_USER", "migrator",
                "CLICKHOUSE_PASSWORD", "secret"));
    assertThat(config)
        .isEqualTo(new StoreConfig("https://ch.example:8443", "migrator", "secret", "trueopen"));
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
