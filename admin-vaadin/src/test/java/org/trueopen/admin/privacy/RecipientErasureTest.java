package org.trueopen.admin.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.FakeDeeds;
import org.trueopen.admin.FakeOptOuts;
import org.trueopen.admin.TestHashKey;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.store.TestClickHouse;

/** Erasing from the admin, by the engine's user that may do no more. */
class RecipientErasureTest {

  private static final AccountId ACCOUNT = new AccountId("erase-by-admin");
  private static final MailboxAddress BOB = new MailboxAddress("bob@example.net");

  private final FakeOptOuts optOuts = new FakeOptOuts();
  private final FakeDeeds deeds = new FakeDeeds();

  @Test
  void aRecipientsRowsGoTheyAreOptedOutAndTheReceiptNamesNobody() {
    TestClickHouse clickHouse = TestClickHouse.shared();
    AdminConfig config =
        config(
            Map.of(
                "CLICKHOUSE_URL", clickHouse.url(),
                "ADMIN_ERASE_USER", "eraser",
                "ADMIN_ERASE_PASSWORD", clickHouse.eraser().password()));
    long key = config.hashes().recipient(ACCOUNT, BOB);
    insert(clickHouse, "e1", key);
    insert(clickHouse, "e2", key);
    insert(clickHouse, "e3", key + 1);

    RecipientErasure.Receipt receipt = erasure(config).erase(BOB, "ada");

    assertThat(receipt.rows()).containsEntry("deliveries", 2L);
    assertThat(receipt.left()).isZero();
    assertThat(receipt.text()).contains("deliveries", receipt.key()).doesNotContain("bob");
    assertThat(optOuts.find(key)).isPresent();
    assertThat(deeds.all()).hasSize(1);
    assertThat(deeds.all().toString()).contains("recipient-erased").doesNotContain("bob");
    assertThat(erasure(config).erase(BOB, "ada").rows()).containsEntry("deliveries", 0L);
  }

  @Test
  void withoutAUserForItNothingIsDone() {
    AdminConfig config = config(Map.of());

    assertThat(erasure(config).isConfigured()).isFalse();
    assertThatThrownBy(() -> erasure(config).erase(BOB, "ada"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(optOuts.size()).isZero();
  }

  private RecipientErasure erasure(AdminConfig config) {
    return new RecipientErasure(config, optOuts, deeds, ACCOUNT, Clock.systemUTC());
  }

  private static AdminConfig config(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("ADMIN_HASH_KEY_FILE", TestHashKey.file());
    return AdminConfig.parse(all);
  }

  private static void insert(TestClickHouse clickHouse, String id, long key) {
    clickHouse.execute(
        ("INSERT INTO trueopen.deliveries (account, delivery_id, recipient, recipient_key, sent_at)"
                + " VALUES ('%s', '%s', 'bob@example.net', %s, now64(3))")
            .formatted(ACCOUNT, id, Long.toUnsignedString(key)));
  }
}
