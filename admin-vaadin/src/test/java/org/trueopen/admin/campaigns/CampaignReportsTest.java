package org.trueopen.admin.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.SampleMail.SampleDelivery;
import org.trueopen.admin.SampleMail.SampleHit;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.ClickHouseAnswers;
import org.trueopen.admin.report.ClickHouseReports;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.StoredRows;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.TestClickHouse;

/** The campaigns' queries on the real engine, against counting the sample mail one by one. */
class CampaignReportsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Window WINDOW = Range.MONTH.endingAt(NOW, ZONE);
  private static final AccountId ACCOUNT = new AccountId("campaigns");
  private static final AccountId OTHER = new AccountId("campaigns-other");
  private static final String READ = "https://demo.example/read";

  private static FormattedQueries queries;
  private static SampleMail mail;
  private static CampaignReports reports;

  @BeforeAll
  static void sendMail() {
    TestClickHouse clickHouse = TestClickHouse.shared();
    mail = new SampleMail(clickHouse, ACCOUNT.value(), 11);
    SampleMail other = new SampleMail(clickHouse, OTHER.value(), 12);
    for (int i = 0; i < 900; i++) {
      mail.send(NOW.minusSeconds(1700L * i), NOW);
      other.send(NOW.minusSeconds(17_000L * i), NOW);
    }
    mail.flush();
    other.flush();
    queries = new FormattedQueries(clickHouse.admin());
    ReportAnswers answers = new ClickHouseAnswers(queries);
    reports =
        new CampaignReports(
            new StoredRows(answers),
            new ClickHouseReports(answers, Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  @AfterAll
  static void close() {
    queries.close();
  }

  @Test
  void theListHasEveryCampaignWithItsDeliveriesAndWhenItWasLastSent() {
    List<Campaign> list = reports.list(ACCOUNT, WINDOW, "");

    assertThat(list)
        .extracting(Campaign::name)
        .containsExactlyInAnyOrder("spring", "weekly-digest", "receipts");
    for (Campaign campaign : list) {
      List<SampleDelivery> sent = sent(campaign.name()).toList();
      assertThat(campaign.totals().deliveries()).isEqualTo(sent.size());
      assertThat(campaign.totals().clicked())
          .isEqualTo(count(sent.stream(), delivery -> clicked(delivery)));
      Instant last =
          sent.stream().map(SampleDelivery::sentAt).max(Instant::compareTo).orElseThrow();
      assertThat(Duration.between(campaign.lastSent(), last))
          .isBetween(Duration.ZERO, Duration.ofMinutes(15));
    }
  }

  @Test
  void theListIsSearchedInAnyCaseAndTakesEveryCharacterAsItself() {
    assertThat(reports.list(ACCOUNT, WINDOW, "DIGEST"))
        .extracting(Campaign::name)
        .containsExactly("weekly-digest");
    assertThat(reports.list(ACCOUNT, WINDOW, "%")).isEmpty();
    assertThat(reports.list(ACCOUNT, WINDOW, "' OR 1=1 --")).isEmpty();
  }

  @Test
  void aCampaignsTotalsAreThoseOfTheList() {
    for (Campaign campaign : reports.list(ACCOUNT, WINDOW, "")) {
      assertThat(reports.report(ACCOUNT, WINDOW, campaign.name()).totals())
          .isEqualTo(campaign.totals());
    }
  }

  @Test
  void hitsStandAtTheAgeTheirMailHadThen() {
    List<Bar> expected = new ArrayList<>();
    for (int age = 0; age < Ages.count(); age++) {
      int index = age;
      expected.add(
          new Bar(
              hits(index, "PERSON", "PERSON_VIA_PROXY"),
              hits(index, "PRIVACY_PRELOAD", "UNKNOWN"),
              hits(index, "SECURITY_SCANNER")));
    }

    CampaignReport report = reports.report(ACCOUNT, WINDOW, "spring");

    assertThat(report.ages()).isEqualTo(expected);
    long first =
        sent("spring")
            .flatMap(delivery -> delivery.hits().stream())
            .filter(hit -> hit.kind().equals("OPEN") && hit.place().equals("FIRST"))
            .filter(CampaignReportsTest::byPeople)
            .count();
    assertThat(report.firstOpens().stream().mapToLong(opened -> opened).sum()).isEqualTo(first);
  }

  private static long hits(int age, String... verdicts) {
    return sent("spring")
        .flatMap(
            delivery ->
                delivery.hits().stream()
                    .filter(hit -> !hit.place().equals("RELOAD"))
                    .filter(hit -> List.of(verdicts).contains(hit.verdict()))
                    .filter(hit -> age(delivery, hit) == age))
        .count();
  }

  private static int age(SampleDelivery delivery, SampleHit hit) {
    long seconds = Duration.between(delivery.sentAt(), hit.at()).toSeconds();
    int age = 0;
    while (age < Ages.BOUNDS.size() && seconds > Ages.BOUNDS.get(age)) {
      age++;
    }
    return age;
  }

  @Test
  void theHeatmapIsInTheViewersZone() {
    long[][] expected = new long[7][24];
    sent("spring")
        .flatMap(delivery -> delivery.hits().stream())
        .filter(hit -> hit.kind().equals("OPEN") && !hit.place().equals("RELOAD"))
        .filter(CampaignReportsTest::byPeople)
        .forEach(
            hit -> {
              ZonedDateTime local = hit.at().atZone(ZONE);
              expected[local.getDayOfWeek().getValue() - 1][local.getHour()]++;
            });

    List<List<Long>> heat = reports.report(ACCOUNT, WINDOW, "spring").heat();

    for (int day = 0; day < 7; day++) {
      for (int hour = 0; hour < 24; hour++) {
        assertThat(heat.get(day).get(hour)).isEqualTo(expected[day][hour]);
      }
    }
  }

  @Test
  void aLinksClicksAreThoseOfTheTableAndLeadToTheirDeliveries() {
    CampaignReport.Link link =
        reports.report(ACCOUNT, WINDOW, "spring").links().stream()
            .filter(each -> each.url().equals(READ))
            .findFirst()
            .orElseThrow();
    List<LinkClick> clicks = reports.clicks(ACCOUNT, WINDOW, "spring", READ);

    assertThat(link.clicks())
        .isPositive()
        .isEqualTo(clicks.stream().filter(click -> click.verdict().equals("PERSON")).count());
    assertThat(link.machines())
        .isEqualTo(
            clicks.stream().filter(click -> click.verdict().equals("SECURITY_SCANNER")).count());
    assertThat(clicks)
        .isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()))
        .allMatch(
            click ->
                sent("spring")
                    .anyMatch(
                        delivery ->
                            delivery.id().equals(click.delivery())
                                && delivery.recipient().equals(click.recipient())));
  }

  @Test
  void anotherAccountsCampaignOfTheSameNameIsNotCounted() {
    long ours = reports.report(ACCOUNT, WINDOW, "spring").totals().deliveries();
    long theirs = reports.report(OTHER, WINDOW, "spring").totals().deliveries();

    assertThat(ours).isEqualTo(sent("spring").count());
    assertThat(theirs).isPositive().isNotEqualTo(ours);
    assertThat(reports.clicks(OTHER, WINDOW, "spring", READ))
        .allMatch(click -> click.delivery().startsWith(OTHER.value()));
    assertThat(reports.list(new AccountId("nobody"), WINDOW, "")).isEmpty();
  }

  @Test
  void thePulseStaysUntilSomethingComes() {
    AccountId account = new AccountId("campaigns-pulse");
    List<Long> before = reports.pulse(account, WINDOW, List.of("spring"));
    SampleMail more = new SampleMail(TestClickHouse.shared(), account.value(), 13);
    for (int i = 0; i < 20; i++) {
      more.send(NOW.minusSeconds(60), NOW);
    }
    more.flush();
    List<Long> after = reports.pulse(account, WINDOW, List.of("spring"));

    assertThat(after).isNotEqualTo(before);
    assertThat(reports.pulse(account, WINDOW, List.of("spring"))).isEqualTo(after);
  }

  private static Stream<SampleDelivery> sent(String campaign) {
    return mail.written().stream()
        .filter(delivery -> delivery.campaign().equals(campaign))
        .filter(delivery -> !delivery.sentAt().isBefore(WINDOW.from()));
  }

  private static boolean clicked(SampleDelivery delivery) {
    return delivery.hits().stream().anyMatch(hit -> hit.kind().equals("CLICK") && byPeople(hit));
  }

  private static boolean byPeople(SampleHit hit) {
    return hit.verdict().startsWith("PERSON");
  }

  private static <T> long count(Stream<T> all, Predicate<T> condition) {
    return all.filter(condition).count();
  }
}
