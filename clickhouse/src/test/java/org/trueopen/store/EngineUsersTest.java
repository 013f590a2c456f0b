package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineUsersTest {
  private final TestClickHouse clickHouse = TestClickHouse.shared();

  @Test
  void adminReadsButCannotInsertOrDrop() {
    try (Client client = Stores.client(clickHouse.admin())) {
      assertThat(client.queryAll("SELECT count() FROM hits")).hasSize(1);
      assertThat(client.queryAll("SELECT sum(rows) FROM system.parts WHERE active")).hasSize(1);
    }
    assertDenied(clickHouse.admin(), "INSERT INTO dead_letters (topic) VALUES ('hits')");
    assertDenied(clickHouse.admin(), "DROP TABLE hits");
  }

  @Test
  void jobInsertsButCannotReadWhomTheMailWentToNorDrop() {
    clickHouse.insert("dead_letters", "users-1", "{\"topic\":\"hits\",\"reason\":\"test\"}");
    assertThat(clickHouse.number("SELECT count() FROM dead_letters WHERE reason = 'test'"))
        .isEqualTo(1);
    assertDenied(clickHouse.job(), "SELECT recipient FROM deliveries");
    assertDenied(clickHouse.job(), "DROP TABLE hits");
    assertDenied(clickHouse.job(), "ALTER TABLE hits DELETE WHERE 1");
  }

  @Test
  void jobMayAskForTheColumnsOfATableItInsertsInto() {
    try (Client client = Stores.client(clickHouse.job())) {
      assertThat(client.getTableSchema("hits").getColumns()).hasSize(23);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM trueopen.hits",
        "CREATE TABLE default.mine (a UInt8) ENGINE = Memory",
        "SELECT * FROM file('/etc/hostname', 'LineAsString', 'line String')",
        "INSERT INTO FUNCTION file('/tmp/mine', 'LineAsString', 'line String') VALUES ('x')",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString', 'line String')"
      })
  void theUserWithoutPasswordReachesNeitherTablesNorFilesNorHosts(String sql) {
    assertDenied(new StoreConfig(clickHouse.url(), "default", "", "default"), sql);
  }

  @Test
  void aWrongPasswordIsRefused() {
    StoreConfig wrong = new StoreConfig(clickHouse.url(), "admin", "wrong");
    assertThat(EngineReadiness.ready(wrong)).isFalse();
    assertThatThrownBy(() -> TestClickHouse.execute(wrong, "SELECT 1"))
        .hasMessageContaining("AUTHENTICATION_FAILED");
  }

  private static void assertDenied(StoreConfig user, String sql) {
    assertThatThrownBy(() -> TestClickHouse.execute(user, sql))
        .as(user.user() + ": " + sql)
        .hasMessageContaining("ACCESS_DENIED");
  }
}
