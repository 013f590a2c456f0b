package org.trueopen.admin.rulelab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trueopen.admin.rulelab.LabMail.click;
import static org.trueopen.admin.rulelab.LabMail.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.EventCodec;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Signals;
import org.trueopen.verdict.VerdictClass;

class GatheredMailTest {

  private static final AccountId DEMO = new AccountId("demo");
  private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant SENT = SINCE.plusSeconds(60);

  private static final Signals SIGNALS = Signals.bundled();
  private static final HitClassifier CLASSIFIER =
      new HitClassifier(SIGNALS, new KeyedHash(new byte[32]));

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

  @Test
  void aHitIsKeptTwiceOnlyWhereTheListsThatAreTriedSaySomethingElse() {
    ListEntry everybody =
        new ListEntry(
            "network", "203.0.0.0/16", "acme", "DECLARED_BOT", "both", 90, "us", "2026-11-26");
    ListChanges tried = new ListChanges(Set.of(), List.of(everybody));
    ListChanges alike = new ListChanges(Set.of("mimecast"), List.of());

    SentMail other = mails(SENT, 1, new TriedLists(ListChanges.NONE, tried)).getFirst();
    SentMail same = mails(SENT, 1, new TriedLists(ListChanges.NONE, alike)).getFirst();

    assertThat(other.hits()).extracting(HitFacts::verdict).containsOnly(VerdictClass.PERSON);
    assertThat(other.triedHits())
        .extracting(HitFacts::verdict)
        .containsOnly(VerdictClass.DECLARED_BOT);
    assertThat(other.triedHits())
        .extracting(HitFacts::hitId)
        .isEqualTo(other.hits().stream().map(HitFacts::hitId).toList());
    assertThat(same.triedHits()).isSameAs(same.hits());
  }

  private static HitClassifier classifier(ListChanges lists) {
    return CLASSIFIER.with(SIGNALS.with(lists));
  }

  private static GatheredMail gathered(int deliveries, int hits) {
    return new GatheredMail(DEMO, SINCE, CLASSIFIER, CLASSIFIER, deliveries, hits);
  }

  static List<SentMail> mails(Instant sentAt, int bursts, TriedLists lists) {
    GatheredMail mail =
        new GatheredMail(DEMO, SINCE, classifier(lists.present()), classifier(lists.tried()));
    for (int i = 0; i < bursts; i++) {
      mail.delivery(EventCodec.encode(delivery("demo", "d" + i, i % 2 == 0 ? "a" : "b", sentAt)));
      LabMail.burst("demo", "d" + i, sentAt).forEach(hit -> mail.hit(EventCodec.encode(hit)));
    }
    return mail.mails();
  }
}
