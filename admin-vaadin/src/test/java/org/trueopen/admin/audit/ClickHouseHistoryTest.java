package org.trueopen.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.Client;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.store.Stores;
import org.trueopen.store.TestClickHouse;

/** The audit's query, on a real engine. */
class ClickHouseHistoryTest {

  private static final AccountId ACCOUNT = new AccountId("audit-test");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void eachChangeComesWithWhatStoodBeforeItAlsoWhereThatIsFilteredOut() {
    TestClickHouse clickHouse = TestClickHouse.shared();
    insert(clickHouse, "audit-test", 1, "{\"opens\":\"ON\"}", "2026-11-20 12:00:00", "ada");
    insert(clickHouse, "audit-test", 2, "{\"opens\":\"OFF\"}", "2026-11-21 12:00:00", "bob");
    // A checkpoint's rows that came twice are one change.
    insert(clickHouse, "audit-test", 2, "{\"opens\":\"OFF\"}", "2026-11-21 12:00:00", "bob");
    insert(clickHouse, "other", 1, "{}", "2026-11-21 12:00:00", "eve");
    try (Client client = Stores.client(clickHouse.admin())) {
      SettingsHistory history = new ClickHouseHistory(client);

      List<SettingsHistory.Row> found =
          history.find(ACCOUNT, NOON, NOON.plusSeconds(1), "TRACKING_MAILBOX", "BOB", 10);
      assertThat(found)
          .containsExactly(
              new SettingsHistory.Row(
                  NOON,
                  "bob",
                  "TRACKING_MAILBOX",
                  "a@demo.example",
                  "{\"opens\":\"ON\"}",
                  "{\"opens\":\"OFF\"}"));
      assertThat(history.find(ACCOUNT, Instant.EPOCH, NOON.plusSeconds(1), "", "", 10)).hasSize(2);
      assertThat(history.find(ACCOUNT, Instant.EPOCH, NOON.plusSeconds(1), "", "", 1)).hasSize(1);
    }
  }

  @Test
  void csvIsQuotedAndHoldsNoFormula() {
    AuditEntry entry =
        new AuditEntry(
            NOON,
            "ada",
            "TRACKING_CAMPAIGN",
            "=1+1",
            List.of(new AuditEntry.Change("opens", "say \"on\"", "OFF")));

    assertThat(AuditView.csvOf(List.of(entry)).text())
        .isEqualTo(
            "\"at\",\"who\",\"what\",\"subject\",\"field\",\"before\",\"after\"\r\n"
                + "\"2026-11-21T12:00:00Z\",\"ada\",\"TRACKING_CAMPAIGN\",\"'=1+1\",\"opens\","
                + "\"say \"\"on\"\"\",\"OFF\"\r\n");
  }

  private static void insert(
      TestClickHouse clickHouse, String account, int version, String value, String at, String by) {
    clickHouse.execute(
        "INSERT INTO trueopen.settings_changes VALUES ('%s', '%s/tracking-mailbox/a@demo.example',"
                .formatted(account, account)
            + " 'TRACKING_MAILBOX', 'a@demo.example', %d, '%s', '%s', '%s')"
                .formatted(version, value, at, by));
  }
}
