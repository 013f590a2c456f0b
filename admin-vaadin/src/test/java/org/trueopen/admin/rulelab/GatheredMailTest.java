package org.trueopen.admin.rulelab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trueopen.admin.rulelab.LabMail.click;
import static org.trueopen.admin.rulelab.LabMail.delivery;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.EventCodec;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Signals;

class GatheredMailTest {

  private static final AccountId DEMO = new AccountId("demo");
  private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant SENT = SINCE.plusSeconds(60);

  private final GatheredMail gathered = gathered(10, 10);

  @Test
  void aDeliveryComesWithItsReportsAndHitsInOrderOfTimeEachOnce() {
    gathered.delivery(EventCodec.encode(delivery("demo", "d1", "spring", SENT)));
    gathered.delivery(
        EventCodec.encode(new DeliveryStatus("demo", "d1", Status.DELIVERED, SENT.plusSeconds(2))));
    byte[] later = EventCodec.encode(click("demo", "d1", 1, SENT.plusSeconds(90)));
    gathered.hit(later);
    gathered.hit(EventCodec.encode(click("demo", "d1", 0, SENT.plusSeconds(30))));
    gathered.hit(later);

    SentMail mail = gathered.mails().getFirst();
    assertThat(mail.delivery().campaign()).isEqualTo("spring");
    assertThat(mail.transport().deliveredAt()).isEqualTo(SENT.plusSeconds(2));
    assertThat(mail.hits()).extracting(HitFacts::link).containsExactly(0, 1);
    assertThat(mail.hits().getFirst().network()).matches("203\\.0\\.\\d+\\.0/24");
  }

  @Test
  void otherAccountsOlderMailAnonymousMailAndWhatCannotBeReadAreLeftOut() {
    gathered.delivery(EventCodec.encode(delivery("other", "d2", "", SENT)));
    gathered.delivery(EventCodec.encode(delivery("demo", "d3", "", SINCE.minusSeconds(1))));
    IdentityOutcome anonymous = new IdentityOutcome(true, DecidedBy.ACCOUNT, "demo", SENT, "ada");
    gathered.delivery(EventCodec.encode(delivery("demo", "d4", "", SENT, anonymous)));
    gathered.delivery(new byte[] {1, 2, 3});
    gathered.hit(new byte[] {1, 2, 3});
    gathered.hit(EventCodec.encode(click("other", "d2", 0, SENT)));

    assertThat(gathered.mails()).isEmpty();
  }

  @Test
  void aHitThatNamesAnotherAccountIsNotTheDeliverys() {
    gathered.delivery(EventCodec.encode(delivery("demo", "d1", "", SENT)));
    gathered.hit(EventCodec.encode(click("other", "d1", 0, SENT)));

    assertThat(gathered.mails().getFirst().hits()).isEmpty();
  }

  @Test
  void moreThanFitsIsRefusedInWords() {
    GatheredMail small = gathered(1, 1);
    small.delivery(EventCodec.encode(delivery("demo", "d1", "", SENT)));
    small.hit(EventCodec.encode(click("demo", "d1", 0, SENT)));

    assertThatThrownBy(() -> small.hit(EventCodec.encode(click("demo", "d1", 1, SENT))))
        .isInstanceOf(TooMuchMailException.class)
        .hasMessageContaining("more than 1 hits");
    assertThatThrownBy(() -> small.delivery(EventCodec.encode(delivery("demo", "d2", "", SENT))))
        .isInstanceOf(TooMuchMailException.class)
        .hasMessageContaining("more than 1 deliveries");
  }

  private static GatheredMail gathered(int deliveries, int hits) {
    HitClassifier classifier = new HitClassifier(Signals.bundled(), new KeyedHash(new byte[32]));
    return new GatheredMail(DEMO, SINCE, classifier, deliveries, hits);
  }

  static List<SentMail> mails(Instant sentAt, int bursts) {
    GatheredMail mail = gathered(1000, 10_000);
    for (int i = 0; i < bursts; i++) {
      mail.delivery(EventCodec.encode(delivery("demo", "d" + i, i % 2 == 0 ? "a" : "b", sentAt)));
      LabMail.burst("demo", "d" + i, sentAt).forEach(hit -> mail.hit(EventCodec.encode(hit)));
    }
    return mail.mails();
  }
}
