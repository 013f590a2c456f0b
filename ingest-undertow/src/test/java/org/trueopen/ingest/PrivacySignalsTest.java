package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.SettingKey;

/** Sec-GPC and DNT over a real socket. */
class PrivacySignalsTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;

  private final DeliveryId delivery = DeliveryId.next();

  @BeforeAll
  static void twoAccountsHeedSignals() {
    heed("gpc", PrivacySignals.GPC, "Sec-GPC");
    heed("gpc-and-dnt", PrivacySignals.GPC_AND_DNT, "DNT");
  }

  @ParameterizedTest
  @CsvSource({
    "gpc, Sec-GPC, gpc",
    "gpc-and-dnt, Sec-GPC, gpc",
    "gpc-and-dnt, DNT, dnt",
  })
  void aHitWithASignalThatIsHeededIsAnsweredButNotRecorded(
      String account, String header, String reason) {
    Counters before = CLIENT.counters();

    assertThat(CLIENT.get(open(account), header, "1").statusCode()).isEqualTo(200);

    assertThat(Recorded.hitsOf(delivery)).isEmpty();
    Counters counted = CLIENT.counters().since(before);
    assertThat(counted.ignored()).isEqualTo(1);
    assertThat(counted.addUp()).isTrue();
    assertThat(CLIENT.counters().ignoredFor(reason) - before.ignoredFor(reason)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "acme, Sec-GPC, 1",
    "acme, DNT, 1",
    "gpc, DNT, 1",
    "gpc, Sec-GPC, 0",
    "gpc, Sec-GPC, true",
    "gpc-and-dnt, DNT, 0",
    "gpc-and-dnt, X-Purpose, 1"
  })
  void anyOtherHitIsRecorded(String account, String header, String value) {
    assertThat(CLIENT.get(open(account), header, value).statusCode()).isEqualTo(200);

    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
  }

  @Test
  void amongSeveralSignalsOneSuffices() {
    CLIENT.get(open("gpc"), "Sec-GPC", "0", "Sec-GPC", "1");

    assertThat(Recorded.hitsOf(delivery)).isEmpty();
  }

  @Test
  void whoSendsBothSignalsIsCountedOnce() {
    Counters before = CLIENT.counters();

    CLIENT.get(open("gpc-and-dnt"), "Sec-GPC", "1", "DNT", "1");

    assertThat(CLIENT.counters().since(before).ignored()).isEqualTo(1);
  }

  private String open(String account) {
    return IngestFixture.openPath(new AccountId(account), delivery);
  }

  private static void heed(String account, PrivacySignals signals, String header) {
    AccountId id = new AccountId(account);
    IngestFixture.set(
        SettingKey.policy(id), new AccountPolicy(false, false, false, false, Set.of(), signals));
    long before = CLIENT.counters().ignored();
    await()
        .until(
            () -> {
              CLIENT.get(IngestFixture.openPath(id, DeliveryId.next()), header, "1");
              return CLIENT.counters().ignored() > before;
            });
  }
}
