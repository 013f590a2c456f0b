package org.trueopen.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.rehearsal.Change.Move;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.VerdictClass;

class RehearsalTest {

  private static final Instant SENT = Instant.parse("2026-11-01T10:00:00Z");

  /** A burst of three links is none by these. */
  private static final Rules LAX = rules(Map.of("burstLinks", 9));

  @Test
  void theSameRulesChangeNothing() {
    Comparison found = compare(List.of(mail("d1", "spring", 3)), Rules.DEFAULT, Rules.DEFAULT);

    assertThat(found.changed()).isZero();
    assertThat(found.samples()).isEmpty();
    assertThat(found.hits()).isEqualTo(3);
    assertThat(found.all().before()).isEqualTo(found.all().after());
  }

  @Test
  void aBurstThatIsNoneByTheOtherRulesBecomesAPersons() {
    List<SentMail> mails = List.of(mail("d1", "spring", 3), mail("d2", "autumn", 0));

    Comparison found = compare(mails, Rules.DEFAULT, LAX);

    assertThat(found.moves())
        .isEqualTo(Map.of(new Move(VerdictClass.SECURITY_SCANNER, VerdictClass.PERSON), 3L));
    assertThat(found.all().before().clicked()).isZero();
    assertThat(found.all().after().clicked()).isEqualTo(1);
    assertThat(found.all().after().opened()).isEqualTo(1); // a click implies an open
    assertThat(found.all().after().sent()).isEqualTo(2);
    assertThat(found.campaigns().keySet()).containsExactly("autumn", "spring");
    assertThat(found.campaigns().getOrDefault("autumn", Comparison.Pair.NONE).after().clicked())
        .isZero();
    assertThat(found.samples())
        .allSatisfy(
            change -> {
              assertThat(change.deliveryId()).isEqualTo("d1");
              assertThat(change.before().reasons()).extracting(Reason::rule).contains("link-burst");
            });
  }

  @Test
  void otherListsAreComparedByWhatTheyTellOfEachHit() {
    SentMail mail = mail("d1", "spring", 1);
    HitFacts known = mail.hits().getFirst();
    SentMail tried =
        new SentMail(
            mail.deliveryId(),
            mail.delivery(),
            mail.crowdMail(),
            mail.transport(),
            mail.hits(),
            List.of(listed(known)));

    Comparison found = compare(List.of(tried), Rules.DEFAULT, Rules.DEFAULT);

    assertThat(found.moves())
        .isEqualTo(Map.of(new Move(VerdictClass.PERSON, VerdictClass.SECURITY_SCANNER), 1L));
    assertThat(found.all().before().clicked()).isEqualTo(1);
    assertThat(found.all().after().clicked()).isZero();
    assertThat(found.samples().getFirst().after().reasons())
        .extracting(Reason::rule)
        .contains("listed-network");
  }

  private static HitFacts listed(HitFacts hit) {
    return new HitFacts(
        hit.hitId(),
        hit.kind(),
        hit.link(),
        hit.pixel(),
        hit.url(),
        hit.at(),
        hit.method(),
        hit.network(),
        hit.addressHash(),
        hit.reader(),
        hit.client(),
        VerdictClass.SECURITY_SCANNER,
        List.of(new Reason("listed-network", "acme " + hit.network())),
        85);
  }

  @Test
  void ofManyChangedHitsAFewAreShownTheLatestFirst() {
    List<SentMail> mails = IntStream.range(0, 6).mapToObj(i -> mail("d" + i, "spring", 3)).toList();

    Comparison found = compare(mails, Rules.DEFAULT, LAX);

    assertThat(found.changed()).isEqualTo(18);
    assertThat(found.samples()).hasSize(Rehearsal.SAMPLES);
    assertThat(found.samples().getFirst().hit().at())
        .isAfterOrEqualTo(found.samples().getLast().hit().at());
  }

  @Test
  void progressGoesUpAndWhatItThrowsEndsTheComparison() {
    List<SentMail> mails = IntStream.range(0, 4).mapToObj(i -> mail("d" + i, "", 1)).toList();
    List<Double> shares = new ArrayList<>();
    Rehearsal.compare(mails, Rules.DEFAULT, LAX, shares::add);

    assertThat(shares).containsExactly(0.0, 0.25, 0.5, 0.75);
    assertThatThrownBy(
            () ->
                Rehearsal.compare(
                    mails,
                    Rules.DEFAULT,
                    LAX,
                    share -> {
                      throw new CancellationException();
                    }))
        .isInstanceOf(CancellationException.class);
  }

  private static Comparison compare(List<SentMail> mails, Rules before, Rules after) {
    return Rehearsal.compare(mails, before, after, share -> {});
  }

  private static Rules rules(Map<String, Integer> thresholds) {
    return Rules.of(new RuleSettings(thresholds, List.of()), new KeyedHash(new byte[32]));
  }

  /** Clicks of different links, a tenth of a second apart, an hour after sending. */
  private static SentMail mail(String id, String campaign, int clicks) {
    List<HitFacts> hits = IntStream.range(0, clicks).mapToObj(i -> click(id, i)).toList();
    return new SentMail(
        id,
        new DeliveryFacts(
            SENT, "news@acme.example", campaign, true, true, -1, false, "example.net", 0),
        new AppearanceLedger.Mail(SENT, 1, "example.net", 9),
        Transport.UNKNOWN,
        hits);
  }

  private static HitFacts click(String id, int link) {
    return new HitFacts(
        id + "-h" + link,
        HitKind.CLICK,
        link,
        PixelPlace.NONE,
        "https://example.com/" + link,
        SENT.plusSeconds(3600).plusMillis(100L * link),
        "GET",
        "203.0.113.0/24",
        1,
        1,
        "Client",
        VerdictClass.PERSON,
        List.of(new Reason("personal-client", "Client")),
        80);
  }
}
