package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.SampleMail.SampleDelivery;
import org.trueopen.admin.SampleMail.SampleHit;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.TestClickHouse;
import org.trueopen.verdict.Transport;

/** The queries on the real engine, against counting the sample mail one by one. */
class ClickHouseReportsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final AccountId ACCOUNT = new AccountId("recount");
  private static final Set<String> PEOPLE = Set.of("PERSON", "PERSON_VIA_PROXY");

  private static final MessageIndex.Start FROM_THE_TOP = new MessageIndex(0, List.of()).at(0);

  private static TestClickHouse clickHouse;
  private static FormattedQueries queries;
  private static SampleMail mail;
  private static Reports reports;

  @BeforeAll
  static void sendMail() {
    clickHouse = TestClickHouse.shared();
    mail = new SampleMail(clickHouse, ACCOUNT.value(), 42);
    for (int i = 0; i < 1500; i++) {
      mail.send(NOW.minusSeconds(1700L * i), NOW);
    }
    mail.flush();
    SampleMail other = new SampleMail(clickHouse, "other", 1);
    other.send(NOW.minusSeconds(60), NOW);
    other.flush();
    queries = new FormattedQueries(clickHouse.admin());
    reports =
        new ClickHouseReports(new ClickHouseAnswers(queries), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void close() {
    queries.close();
  }

  @ParameterizedTest
  @EnumSource(Range.class)
  void totalsAreWhatCountingEachDeliveryGives(Range range) {
    Window window = range.endingAt(NOW, ZoneOffset.UTC);
    List<SampleDelivery> sent =
        mail.written().stream()
            .filter(delivery -> !delivery.sentAt().isBefore(window.from()))
            .toList();

    Totals totals = reports.overview(ACCOUNT, window, Filter.NONE).totals();

    assertThat(totals.deliveries()).isEqualTo(sent.size());
    assertThat(totals.opensTrackable()).isEqualTo(count(sent, SampleDelivery::opensTracked));
    assertThat(totals.clicksTrackable()).isEqualTo(count(sent, SampleDelivery::clicksTracked));
    assertThat(totals.opened())
        .isEqualTo(count(sent, delivery -> delivery.opensTracked() && isOpened(delivery)));
    assertThat(totals.unknowable())
        .isEqualTo(
            count(
                sent,
                delivery ->
                    !isOpened(delivery) && has(delivery, "OPEN", Set.of("PRIVACY_PRELOAD"))));
    assertThat(totals.clicked()).isEqualTo(count(sent, delivery -> has(delivery, "CLICK", PEOPLE)));
    assertThat(totals.opens()).isEqualTo(hits(sent, "OPEN", PEOPLE));
    assertThat(totals.machineHits())
        .isEqualTo(
            hits(sent, "OPEN", Set.of("SECURITY_SCANNER"))
                + hits(sent, "CLICK", Set.of("SECURITY_SCANNER")));
  }

  @Test
  void theSampleHasClicksOnMailWhoseOpensWereNotTracked() {
    // Else the test above would not show that those stay out of the open rate.
    assertThat(mail.written())
        .anyMatch(delivery -> !delivery.opensTracked() && has(delivery, "CLICK", PEOPLE));
  }

  @ParameterizedTest
  @EnumSource(Range.class)
  void barsHoldTheHitsOfTheirTimeInTheViewersZone(Range range) {
    Window window = range.endingAt(NOW, ZoneId.of("America/New_York"));
    List<Bar> opens = new ArrayList<>();
    List<Bar> clicks = new ArrayList<>();
    for (int bar = 0; bar < window.bars(); bar++) {
      opens.add(recount("OPEN", window.starts().get(bar), window.starts().get(bar + 1)));
      clicks.add(recount("CLICK", window.starts().get(bar), window.starts().get(bar + 1)));
    }

    Overview overview = reports.overview(ACCOUNT, window, Filter.NONE);

    assertThat(overview.opens()).isEqualTo(opens);
    assertThat(overview.clicks()).isEqualTo(clicks);
    assertThat(overview.opens()).anyMatch(bar -> bar.people() > 0);
  }

  @Test
  void pagesOfTheListJoinToTheWholeNewestFirst() {
    MessageFilter filter = new MessageFilter(NOW.minusSeconds(400_000), NOW.plusSeconds(1), "");
    List<String> expected =
        mail.written().stream()
            .filter(delivery -> !delivery.sentAt().isBefore(filter.from()))
            .sorted(
                Comparator.comparing(SampleDelivery::sentAt)
                    .thenComparing(SampleDelivery::id)
                    .reversed())
            .map(SampleDelivery::id)
            .toList();
    MessageIndex index = reports.messageIndex(ACCOUNT, filter);
    List<MessageRow> rows = new ArrayList<>();
    for (int offset = 0; offset < expected.size(); offset += 50) {
      rows.addAll(reports.messages(ACCOUNT, filter, index.at(offset), 50));
    }

    assertThat(rows).extracting(row -> row.deliveryId().value()).isEqualTo(expected);
    assertThat(index.total()).isEqualTo(expected.size());
  }

  @Test
  void aPageAnywhereBeginsAtTheNearestAnchor() {
    AccountId account = new AccountId("deep");
    SampleMail deep = new SampleMail(clickHouse, "deep", 9);
    for (int i = 0; i < 9000; i++) {
      // Two hours of mail, as a newsletter goes out: many within one minute.
      deep.send(NOW.minusMillis(800L * i), NOW);
    }
    deep.flush();
    MessageFilter filter = new MessageFilter(NOW.minusSeconds(400_000), NOW.plusSeconds(1), "");
    MessageIndex index = reports.messageIndex(account, filter);

    assertThat(index.total()).isEqualTo(9000);
    assertThat(index.anchors()).hasSize(5);
    for (int offset : new int[] {0, 49, 1999, 2000, 4321, 8990}) {
      MessageIndex.Start start = index.at(offset);
      assertThat(start.skip()).isLessThan(2100);
      assertThat(reports.messages(account, filter, start, 10).getFirst().deliveryId().value())
          .isEqualTo("deep-%06d".formatted(offset));
    }
  }

  @Test
  void theListCanBeNarrowedToACampaign() {
    MessageFilter filter =
        new MessageFilter(
            NOW.minusSeconds(9_000_000), NOW.plusSeconds(1), "", Filter.campaign("spring"));

    assertThat(reports.messages(ACCOUNT, filter, FROM_THE_TOP, 1500))
        .hasSize((int) count(mail.written(), sent -> sent.campaign().equals("spring")))
        .allMatch(row -> row.campaign().equals("spring"));
  }

  @Test
  void totalsAndBarsCanBeOfARecipientDomainOrOfAClient() {
    Window window = Range.WEEK.endingAt(NOW, ZoneOffset.UTC);
    List<SampleDelivery> sent =
        mail.written().stream()
            .filter(delivery -> !delivery.sentAt().isBefore(window.from()))
            .toList();
    Filter toAcme = new Filter(List.of(), List.of(), List.of(), List.of("acme.example"), List.of());
    Filter byGmail =
        new Filter(List.of(), List.of(), List.of(), List.of(), List.of("Gmail image proxy"));
    Predicate<SampleDelivery> acme = delivery -> delivery.recipient().endsWith("@acme.example");

    Overview ofAcme = reports.overview(ACCOUNT, window, toAcme);
    Overview ofGmail = reports.overview(ACCOUNT, window, byGmail);

    assertThat(ofAcme.totals().deliveries()).isPositive().isEqualTo(count(sent, acme));
    assertThat(ofAcme.totals().clicked())
        .isEqualTo(count(sent, acme.and(delivery -> has(delivery, "CLICK", PEOPLE))));
    assertThat(ofAcme.opens().stream().mapToLong(Bar::people).sum())
        .isEqualTo(
            mail.written().stream()
                .filter(acme)
                .flatMap(delivery -> delivery.hits().stream())
                .filter(hit -> hit.kind().equals("OPEN") && PEOPLE.contains(hit.verdict()))
                .filter(hit -> !hit.place().equals("RELOAD"))
                .filter(hit -> !hit.at().isBefore(window.from()))
                .count());
    assertThat(ofGmail.totals().deliveries())
        .isPositive()
        .isEqualTo(
            count(
                sent,
                delivery ->
                    delivery.hits().stream()
                        .anyMatch(hit -> hit.verdict().equals("PERSON_VIA_PROXY"))));
    assertThat(ofGmail.opens()).allMatch(bar -> bar.machines() == 0 && bar.unknowable() == 0);
  }

  @Test
  void aFilterThatTheRollupsKnowGivesWhatTheRowsGive() {
    Window window = Range.MONTH.endingAt(NOW, ZoneOffset.UTC);
    Filter spring = Filter.campaign("spring");
    Filter springAnywhere =
        new Filter(
            List.of(),
            List.of(),
            List.of("spring"),
            List.of("example.net", "mail.example", "acme.example"),
            List.of());

    Overview rolledUp = reports.overview(ACCOUNT, window, spring);
    Overview rowByRow = reports.overview(ACCOUNT, window, springAnywhere);

    assertThat(rolledUp.totals().deliveries()).isPositive();
    assertThat(rolledUp.totals()).isEqualTo(rowByRow.totals());
    assertThat(rolledUp.opens()).isEqualTo(rowByRow.opens());
    assertThat(rolledUp.clicks()).isEqualTo(rowByRow.clicks());
  }

  @Test
  void thePeriodBeforeIsAsLongAsThisOneHasLasted() {
    Window window = Range.WEEK.endingAt(NOW, ZoneOffset.UTC);
    Instant from = window.from().minusSeconds(7 * 86_400);
    Instant to = Instant.parse("2026-11-14T20:15:00Z");

    assertThat(reports.overview(ACCOUNT, window, Filter.NONE).before().deliveries())
        .isPositive()
        .isEqualTo(
            count(
                mail.written(),
                delivery -> !delivery.sentAt().isBefore(from) && delivery.sentAt().isBefore(to)));
  }

  @Test
  void marksSayWhatChangedFromWhatToWhatAndWho() {
    clickHouse.insert(
        "settings_changes",
        "marks-1",
        change("TRACKING_ACCOUNT", "", 1, "2026-11-18", "ON", "first start"),
        change("TRACKING_ACCOUNT", "", 2, "2026-11-19", "OFF", "ada"),
        change("TRACKING_MAILBOX", "shop@x.example", 1, "2026-11-20", "OFF", "bert"),
        change("API_KEY", "k1", 2, "2026-11-20", "OFF", "bert"));
    Window window = Range.WEEK.endingAt(NOW, ZoneOffset.UTC);

    assertThat(reports.overview(new AccountId("marks"), window, Filter.NONE).marks())
        .extracting(Mark::words)
        .containsExactly(
            "Open tracking on to off, by ada",
            "Open tracking inherit to off for shop@x.example, by bert");
    assertThat(reports.overview(ACCOUNT, window, Filter.NONE).marks()).isEmpty();
  }

  private static String change(
      String kind, String name, int version, String day, String opens, String by) {
    return """
    {"account":"marks","setting_key":"%1$s/%2$s","kind":"%1$s","name":"%2$s","version":%3$d,\
    "value":"{\\"opens\\":\\"%5$s\\",\\"clicks\\":\\"INHERIT\\"}","changed_at":"%4$s 10:00:00.000",\
    "changed_by":"%6$s"}"""
        .formatted(kind, name, version, day, opens, by);
  }

  @Test
  void whatThereIsToFilterByIsTheAccountsOwn() {
    Window window = Range.MONTH.endingAt(NOW, ZoneOffset.UTC);
    FilterValues values = reports.filterValues(ACCOUNT, window);

    assertThat(values.of("campaign"))
        .containsExactlyInAnyOrder("spring", "weekly-digest", "receipts");
    assertThat(values.of("recipient")).contains("acme.example");
    assertThat(values.of("client")).contains("Gmail image proxy");
    assertThat(reports.filterValues(new AccountId("nobody"), window)).isEqualTo(FilterValues.NONE);
  }

  @Test
  void theListShowsEachDeliverysEngagementAfterCorrections() {
    MessageFilter filter = new MessageFilter(NOW.minusSeconds(9_000_000), NOW.plusSeconds(1), "");
    for (MessageRow row : reports.messages(ACCOUNT, filter, FROM_THE_TOP, 1500)) {
      SampleDelivery delivery = find(row.deliveryId());
      assertThat(row.engagement().opened()).isEqualTo(isOpened(delivery));
      assertThat(row.engagement().opens()).isEqualTo(hits(List.of(delivery), "OPEN", PEOPLE));
      assertThat(row.engagement().clicks()).isEqualTo(hits(List.of(delivery), "CLICK", PEOPLE));
    }
  }

  @Test
  void searchFindsPartsOfRecipientSubjectAndCampaignInAnyCase() {
    for (String search : List.of("BOB", "calm INBOX", "spring")) {
      MessageFilter filter =
          new MessageFilter(NOW.minusSeconds(9_000_000), NOW.plusSeconds(1), search);
      assertThat(reports.messageIndex(ACCOUNT, filter).total())
          .isPositive()
          .isEqualTo(
              count(
                  mail.written(),
                  delivery ->
                      contains(delivery.recipient(), search)
                          || contains(delivery.subject(), search)
                          || contains(delivery.campaign(), search)));
    }
  }

  @Test
  void searchTakesEveryCharacterAsItself() {
    for (String search : List.of("'", "\\", "%", "a' OR 1=1 --", "\t", "\n", "{account:String}")) {
      MessageFilter filter =
          new MessageFilter(NOW.minusSeconds(9_000_000), NOW.plusSeconds(1), search);
      assertThat(reports.messageIndex(ACCOUNT, filter).total()).isZero();
    }
  }

  @Test
  void thePulseChangesWithACorrectionAndOtherwiseStays() {
    MessageFilter filter = new MessageFilter(NOW.minusSeconds(9_000_000), NOW.plusSeconds(1), "");
    AccountId account = new AccountId("pulse");
    SampleMail pulse = new SampleMail(clickHouse, "pulse", 3);
    MessagePulse before = reports.messagePulse(account, filter);
    pulse.send(NOW.minusSeconds(5), NOW);
    pulse.flush();
    MessagePulse after = reports.messagePulse(account, filter);

    assertThat(after).isNotEqualTo(before);
    assertThat(reports.messagePulse(account, filter)).isEqualTo(after);
  }

  @Test
  void aDeliveryComesWithItsDecisionAndItsHitsInOrder() {
    SampleDelivery delivery =
        mail.written().stream()
            .filter(sent -> sent.opensTracked() && sent.hits().size() > 2)
            .findFirst()
            .orElseThrow();

    DeliveryReport report = reports.delivery(ACCOUNT, new DeliveryId(delivery.id())).orElseThrow();

    assertThat(report.recipient()).isEqualTo(delivery.recipient());
    assertThat(report.sentAt()).isEqualTo(delivery.sentAt());
    assertThat(report.decision().opens().decidedBy()).isEqualTo(DecidedBy.DEFAULT);
    assertThat(report.decision().opens().since()).isNull();
    assertThat(report.links()).hasSize(2);
    assertThat(report.hits())
        .extracting(JudgedHit::hitId)
        .isEqualTo(
            delivery.hits().stream()
                .sorted(Comparator.comparing(SampleHit::at).thenComparing(SampleHit::id))
                .map(SampleHit::id)
                .toList());
    assertThat(report.hits()).allMatch(hit -> !hit.reasons().isEmpty());
  }

  @Test
  void aCorrectionLeavesWhatItTookBackBesideWhatStands() {
    SampleDelivery delivery =
        mail.written().stream()
            .filter(sent -> sent.hits().stream().anyMatch(hit -> hit.id().startsWith("x")))
            .findFirst()
            .orElseThrow();

    List<JudgedHit> statements =
        reports.delivery(ACCOUNT, new DeliveryId(delivery.id())).orElseThrow().statements().stream()
            .filter(hit -> hit.hitId().startsWith("x"))
            .toList();

    assertThat(statements)
        .extracting(hit -> hit.verdict() + " " + hit.stands())
        .containsExactly("PERSON false", "SECURITY_SCANNER true");
    assertThat(statements)
        .extracting(hit -> hit.country() + " " + hit.lists())
        .containsExactly("NZ []", "US [user-agents@2026-11-20]");
  }

  @Test
  void aDecisionSetBySomebodyKeepsSinceAndWho() {
    SampleDelivery delivery =
        mail.written().stream().filter(sent -> !sent.opensTracked()).findFirst().orElseThrow();

    DeliveryReport report = reports.delivery(ACCOUNT, new DeliveryId(delivery.id())).orElseThrow();

    assertThat(report.decision().opens().tracked()).isFalse();
    assertThat(report.decision().opens().setBy()).isEqualTo("admin");
    assertThat(report.decision().opens().since()).isEqualTo(delivery.sentAt().minusSeconds(86_400));
  }

  @Test
  void anAnonymousDeliveryComesWithWhoDecidedThat() {
    clickHouse.insert(
        "deliveries",
        "anonymous-1",
        """
        {"account":"odd","delivery_id":"a1","sent_at":"2026-11-21 10:00:00.000","opens_tracked":1,\
        "opens_decided_by":"DEFAULT","clicks_decided_by":"SIGNED","anonymous":1,\
        "identity_decided_by":"CAMPAIGN","identity_name":"spring","identity_set_by":"admin",\
        "identity_since":"2026-11-20 10:00:00.000"}""");

    DeliveryReport report = delivery("a1");

    assertThat(report.decision().identity())
        .isEqualTo(
            new IdentityOutcome(
                true,
                DecidedBy.CAMPAIGN,
                "spring",
                Instant.parse("2026-11-20T10:00:00Z"),
                "admin"));
    assertThat(report.decision().clicks().decidedBy()).isEqualTo(DecidedBy.SIGNED);
    assertThat(report.engagement().status()).isEqualTo(TrackingStatus.ANONYMOUS);
    assertThat(row("a1").engagement().status()).isEqualTo(TrackingStatus.ANONYMOUS);
  }

  @Test
  void aMailThatIsLoadedForYearsComesWithItsFirstHitsAndHowManyFollow() {
    clickHouse.insert(
        "deliveries",
        "watched-1",
        """
        {"account":"odd","delivery_id":"w1","sent_at":"2026-11-21 12:00:00.000","opens_tracked":1,\
        "opens_decided_by":"DEFAULT","clicks_decided_by":"DEFAULT"}""");
    String[] hits = new String[1234];
    for (int i = 0; i < hits.length; i++) {
      hits[i] =
          """
          {"account":"odd","delivery_id":"w1","hit_id":"w%1$05d","at":"%2$s","kind":"OPEN","link":-1,\
          "verdict":"DECLARED_BOT","place":"FIRST","sign":1,"judged_at":"%2$s"}"""
              .formatted(
                  i,
                  Instant.parse("2026-11-21T12:01:00Z")
                      .plusSeconds(60L * i)
                      .toString()
                      .substring(0, 19)
                      .replace('T', ' '));
    }
    clickHouse.insert("hits", "watched-2", hits);

    DeliveryReport report = delivery("w1");

    assertThat(report.statements()).hasSize(1000);
    assertThat(report.statements().getFirst().hitId()).isEqualTo("w00000");
    assertThat(report.statements().getLast().hitId()).isEqualTo("w00999");
    assertThat(report.statementsLeftOut()).isEqualTo(234);
  }

  @Test
  void theLatestReportOfEachKindCounts() {
    clickHouse.insert(
        "deliveries",
        "bounced-1",
        """
        {"account":"odd","delivery_id":"b1","sent_at":"2026-11-21 11:00:00.000","opens_tracked":1,\
        "opens_decided_by":"DEFAULT","clicks_decided_by":"DEFAULT"}""");
    assertThat(delivery("b1").transport()).isEqualTo(Transport.UNKNOWN);
    assertThat(delivery("b1").decision().identity()).isEqualTo(IdentityOutcome.DEFAULT);

    clickHouse.insert(
        "delivery_statuses",
        "bounced-2",
        status("BOUNCED", "11:00:05.000"),
        status("BOUNCED", "11:00:09.250"),
        status("DELIVERED", "11:00:07.000"));

    assertThat(delivery("b1").transport())
        .isEqualTo(
            new Transport(
                Instant.parse("2026-11-21T11:00:07Z"), Instant.parse("2026-11-21T11:00:09.250Z")));
    assertThat(delivery("b1").engagement().status()).isEqualTo(TrackingStatus.BOUNCED);
    assertThat(row("b1").engagement().status()).isEqualTo(TrackingStatus.BOUNCED);

    clickHouse.insert("delivery_statuses", "bounced-3", status("DELIVERED", "11:00:10.000"));

    assertThat(row("b1").engagement().status()).isEqualTo(TrackingStatus.NO_SIGNAL);
  }

  @Test
  void anOpenComesWithTheImageItWasLoadedBy() {
    clickHouse.insert(
        "deliveries",
        "pixel-1",
        """
        {"account":"odd","delivery_id":"p1","sent_at":"2026-11-21 12:00:00.000","opens_tracked":1,\
        "opens_decided_by":"DEFAULT","clicks_decided_by":"DEFAULT"}""");
    clickHouse.insert(
        "hits",
        "pixel-2",
        """
        {"account":"odd","delivery_id":"p1","hit_id":"h1","at":"2026-11-21 12:01:00.000",\
        "kind":"OPEN","pixel":"EARLY","link":-1,"verdict":"PERSON","place":"FIRST","sign":1}""");

    assertThat(delivery("p1").hits()).extracting(JudgedHit::pixel).containsExactly("EARLY");
    assertThat(delivery("p1").extent()).isEqualTo(Extent.CUT_SHORT);
    assertThat(reports.delivery(ACCOUNT, aDeliveryWithClicks()).orElseThrow().hits())
        .allMatch(hit -> hit.pixel().equals(hit.isClick() ? "" : "END"));
  }

  private static String status(String status, String time) {
    return """
    {"account":"odd","delivery_id":"b1","status":"%s","at":"2026-11-21 %s"}"""
        .formatted(status, time);
  }

  private static DeliveryReport delivery(String id) {
    return reports.delivery(new AccountId("odd"), new DeliveryId(id)).orElseThrow();
  }

  private static MessageRow row(String id) {
    MessageFilter filter = new MessageFilter(NOW.minusSeconds(86_400), NOW, "");
    return reports.messages(new AccountId("odd"), filter, FROM_THE_TOP, 50).stream()
        .filter(row -> row.deliveryId().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static DeliveryId aDeliveryWithClicks() {
    return mail.written().stream()
        .filter(delivery -> delivery.opensTracked() && has(delivery, "CLICK", PEOPLE))
        .findFirst()
        .map(delivery -> new DeliveryId(delivery.id()))
        .orElseThrow();
  }

  @Test
  void anotherAccountsDeliveryIsNotFound() {
    DeliveryId others = new DeliveryId("other-000000");

    assertThat(reports.delivery(new AccountId("other"), others)).isPresent();
    assertThat(reports.delivery(ACCOUNT, others)).isEmpty();
  }

  @Test
  void anAccountWithoutMailHasNeverSent() {
    Window window = Range.DAY.endingAt(NOW, ZoneOffset.UTC);

    Overview overview = reports.overview(new AccountId("nobody"), window, Filter.NONE);

    assertThat(overview.everSent()).isFalse();
    assertThat(overview.totals()).isEqualTo(Totals.NONE);
  }

  @Test
  void mailOlderThanTheRangeStillCountsAsEverSent() {
    Window window = Range.DAY.endingAt(NOW.plusSeconds(40L * 86_400), ZoneOffset.UTC);

    assertThat(reports.overview(ACCOUNT, window, Filter.NONE).everSent()).isTrue();
  }

  @Test
  void aStoreThatIsGoneIsSaidToBe() {
    try (FormattedQueries nobody =
        new FormattedQueries(new StoreConfig("http://127.0.0.1:1", "x", ""))) {
      Reports gone = new ClickHouseReports(new ClickHouseAnswers(nobody), Clock.systemUTC());

      assertThat(gone.answers()).isFalse();
      assertThatThrownBy(() -> gone.delivery(ACCOUNT, new DeliveryId("d1")))
          .isInstanceOf(ReportsUnavailableException.class);
    }
  }

  private static Bar recount(String kind, Instant from, Instant to) {
    return new Bar(
        hitsBetween(kind, PEOPLE, from, to),
        hitsBetween(kind, Set.of("PRIVACY_PRELOAD"), from, to),
        hitsBetween(kind, Set.of("SECURITY_SCANNER"), from, to));
  }

  private static long hitsBetween(String kind, Set<String> verdicts, Instant from, Instant to) {
    return mail.written().stream()
        .flatMap(delivery -> delivery.hits().stream())
        .filter(hit -> !hit.at().isBefore(from) && hit.at().isBefore(to))
        .filter(hit -> matches(hit, kind, verdicts))
        .count();
  }

  private static boolean isOpened(SampleDelivery delivery) {
    return has(delivery, "OPEN", PEOPLE) || has(delivery, "CLICK", PEOPLE);
  }

  private static boolean has(SampleDelivery delivery, String kind, Set<String> verdicts) {
    return hits(List.of(delivery), kind, verdicts) > 0;
  }

  private static long hits(List<SampleDelivery> sent, String kind, Set<String> verdicts) {
    return sent.stream()
        .flatMap(delivery -> delivery.hits().stream())
        .filter(hit -> matches(hit, kind, verdicts))
        .count();
  }

  private static boolean matches(SampleHit hit, String kind, Set<String> verdicts) {
    return hit.kind().equals(kind)
        && verdicts.contains(hit.verdict())
        && !hit.place().equals("RELOAD");
  }

  private static long count(List<SampleDelivery> sent, Predicate<SampleDelivery> which) {
    return sent.stream().filter(which).count();
  }

  private static SampleDelivery find(DeliveryId id) {
    return mail.written().stream()
        .filter(delivery -> delivery.id().equals(id.value()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
