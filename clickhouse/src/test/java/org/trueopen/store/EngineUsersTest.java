package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
      assertThat(client.getTableSchema("hits").getColumns()).hasSize(26);
    }
  }

  @Test
  void jobReadsNoRowAndChangesNoSchema() {
    for (String sql :
        List.of(
            "SELECT count() FROM hits",
            "SELECT count() FROM engagement",
            "SELECT sum(hits) FROM hits_15min",
            "TRUNCATE TABLE hits",
            "ALTER TABLE hits ADD COLUMN mine UInt8",
            "CREATE TABLE mine (a UInt8) ENGINE = Memory",
            "CREATE VIEW mine AS SELECT 1",
            "OPTIMIZE TABLE hits")) {
      assertDenied(clickHouse.job(), sql);
    }
  }

  @Test
  void adminWritesNothingAndReadsNoSettingsOfUsers() {
    for (String sql :
        List.of(
            "INSERT INTO hits_15min (account) VALUES ('demo')",
            "ALTER TABLE deliveries DELETE WHERE 1",
            "ALTER TABLE deliveries UPDATE recipient = '' WHERE 1",
            "TRUNCATE TABLE deliveries",
            "CREATE TABLE mine (a UInt8) ENGINE = Memory",
            "SELECT * FROM system.users",
            "SELECT * FROM file('/etc/hostname', 'LineAsString', 'line String')")) {
      assertDenied(clickHouse.admin(), sql);
    }
  }

  @Test
  void theEraserErasesARecipientAndSeesAndChangesNothingElse() {
    assertThat(new Erasure(clickHouse.eraser()).erase("nobody-here", 42).left()).isZero();
    for (String sql :
        List.of(
            "SELECT recipient FROM deliveries",
            "SELECT subject FROM deliveries",
            "SELECT network FROM hits",
            "SELECT count(value) FROM settings_changes",
            "INSERT INTO dead_letters (topic) VALUES ('hits')",
            "ALTER TABLE settings_changes DELETE WHERE 1",
            "ALTER TABLE engagement_15min DELETE WHERE 1",
            "ALTER TABLE deliveries UPDATE recipient = '' WHERE 1",
            "TRUNCATE TABLE hits",
            "DROP TABLE hits")) {
      assertDenied(clickHouse.eraser(), sql);
    }
  }

  @Test
  void whoAsksForAnAccountSeesItsRowsAlone() throws Exception {
    clickHouse.insert("hits", "policy-1", Rows.hit("p1", "PERSON", 1));
    clickHouse.insert(
        "hits", "policy-2", Rows.hit("p2", "PERSON", 1).replace("\"demo\"", "\"policy\""));
    try (FormattedQueries queries = new FormattedQueries(clickHouse.admin())) {
      for (String table : List.of("hits", "hits_15min", "hits_hourly", "client_hits_15min")) {
        String sql = "SELECT DISTINCT account FROM " + table;
        assertThat(text(queries.askFor("policy", sql, Map.of(), "TSV"))).isEqualTo("policy\n");
        assertThat(text(queries.ask(sql, Map.of(), "TSV", Map.of()))).contains("demo", "policy");
      }
    }
  }

  @Test
  void everyTableWithAnAccountHasARowPolicy() throws Exception {
    String users =
        new String(
            getClass().getResourceAsStream("engine/users.xml").readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(
            clickHouse.query(
                "SELECT DISTINCT table FROM system.columns JOIN system.tables AS t"
                    + " ON t.database = database AND t.name = table WHERE database = 'trueopen'"
                    + " AND name = 'account' AND t.engine LIKE '%MergeTree'"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(users).contains("<" + row.getString(1) + "><filter>"));
  }

  private static String text(InputStream answer) throws IOException {
    try (answer) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
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
