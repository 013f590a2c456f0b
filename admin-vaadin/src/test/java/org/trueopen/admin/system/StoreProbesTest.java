package org.trueopen.admin.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.Client;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.privacy.ClickHouseRetention;
import org.trueopen.admin.sender.ClickHouseSenders;
import org.trueopen.id.AccountId;
import org.trueopen.store.Stores;
import org.trueopen.store.TestClickHouse;

/** What the pages ask of the store, on a real engine and with the rights of the admin. */
class StoreProbesTest {

  @Test
  void theStoreTellsItsRoomVersionAndRetentionToTheAdminsUser() {
    TestClickHouse clickHouse = TestClickHouse.shared();
    clickHouse.execute(
        "ALTER TABLE trueopen.dead_letters MODIFY TTL toDateTime(seen_at) + toIntervalDay(30)");
    try (Client client = Stores.client(clickHouse.admin())) {
      PartHealth health = new ClickHouseProbe(client, Clock.systemUTC()).ask();
      assertThat(health.figures().toString()).contains("Disk free", "Tables take", "Version");
      assertThat(new ClickHouseRetention(client).kept().toString())
          .contains("table=dead_letters, days=30", "table=hits, days=0");
      assertThat(new ClickHouseSenders(client).known(new AccountId("nobody-here")).mailboxes())
          .isEmpty();
    } finally {
      clickHouse.execute("ALTER TABLE trueopen.dead_letters REMOVE TTL");
    }
  }
}
