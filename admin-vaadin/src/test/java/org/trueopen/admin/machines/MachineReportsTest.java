package org.trueopen.admin.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.SampleMail;
import org.trueopen.admin.SampleMail.SampleDelivery;
import org.trueopen.admin.SampleMail.SampleHit;
import org.trueopen.admin.report.ClickHouseAnswers;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.StoredRows;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.TestClickHouse;

/** The queries about machines on the real engine, against counting the sample mail one by one. */
class MachineReportsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final Window WINDOW = Range.FORTNIGHT.endingAt(NOW, ZoneOffset.UTC);
  private static final AccountId ACCOUNT = new AccountId("machines");
  private static final AccountId OTHER = new AccountId("machines-other");
  private static final String SCANNER = "SECURITY_SCANNER";

  private static FormattedQueries queries;
  private static SampleMail mail;
  private static MachineReports reports;

  @BeforeAll
  static void sendMail() {
    TestClickHouse clickHouse = TestClickHouse.shared();
    mail = new SampleMail(clickHouse, ACCOUNT.value(), 21);
    SampleMail other = new SampleMail(clickHouse, OTHER.value(), 22);
    for (int i = 0; i < 500; i++) {
      mail.send(NOW.minusSeconds(1700L * i), NOW);
      other.send(NOW.minusSeconds(17_000L * i), NOW);
    }
    mail.flush();
    other.flush();
    queries = new FormattedQueries(clickHouse.admin());
    reports = new MachineReports(new StoredRows(new ClickHouseAnswers(queries)));
  }

  @AfterAll
  static void close() {
    queries.close();
  }

  @Test
  void eachClassHasItsLoadsAndClicksAfterCorrections() {
    for (Machines.ByClass found : reports.byClass(ACCOUNT, WINDOW)) {
      assertThat(found.opens()).isEqualTo(hits("OPEN", found.verdict()));
      assertThat(found.clicks()).isEqualTo(hits("CLICK", found.verdict()));
    }
    assertThat(reports.byClass(ACCOUNT, WINDOW))
        .extracting(Machines.ByClass::verdict)
        .contains(SCANNER, "PERSON", "PRIVACY_PRELOAD");
  }

  @Test
  void networksAreOfMachinesOnlyAndTheirSampleIsADeliveryTheyWereOn() {
    List<Machines.ByNetwork> networks = reports.byNetwork(ACCOUNT, WINDOW);

    assertThat(networks).extracting(Machines.ByNetwork::network).containsExactly("198.51.100.0/24");
    assertThat(networks.getFirst().hits())
        .isEqualTo(hits("OPEN", SCANNER) + hits("CLICK", SCANNER));
    assertThat(networks.getFirst().classes()).containsExactly(SCANNER);
    assertThat(scanned().map(SampleDelivery::id)).contains(networks.getFirst().sample());
    assertThat(networks.getFirst().deliveries()).isEqualTo(scanned().count());
  }

  @Test
  void domainsHaveAllMailSentThereAndWhatOfItMachinesLookedAt() {
    for (Machines.ByDomain domain : reports.byDomain(ACCOUNT, WINDOW)) {
      String end = "@" + domain.domain();
      assertThat(domain.sent())
          .isEqualTo(sent().filter(each -> each.recipient().endsWith(end)).count());
      assertThat(domain.deliveries())
          .isEqualTo(scanned().filter(each -> each.recipient().endsWith(end)).count());
    }
  }

  @Test
  void samplesCanBeNarrowedAndStayWithTheirAccount() {
    assertThat(reports.samples(ACCOUNT, WINDOW, List.of(), List.of(), List.of()))
        .hasSize(MachineReports.SAMPLES)
        .allMatch(sample -> sample.delivery().startsWith(ACCOUNT.value() + "-0"))
        .allMatch(sample -> sample.reason().rule().equals("link-burst"));
    assertThat(reports.samples(ACCOUNT, WINDOW, List.of(), List.of(), List.of("acme.example")))
        .isNotEmpty()
        .allMatch(sample -> sample.recipient().endsWith("@acme.example"));
    assertThat(reports.samples(ACCOUNT, WINDOW, List.of("LINK_PREVIEW"), List.of(), List.of()))
        .isEmpty();
    assertThat(reports.samples(ACCOUNT, WINDOW, List.of(), List.of("203.0.113.0/24"), List.of()))
        .isEmpty();
    assertThat(reports.samples(OTHER, WINDOW, List.of(), List.of(), List.of()))
        .allMatch(sample -> sample.delivery().startsWith(OTHER.value()));
  }

  @Test
  void ofADomainTheLatestRevisionOfTheLatestWeekCounts() {
    insertProfile("profile-1", "2026-11-05", "acme.example", 1, 10, 0);
    insertProfile("profile-2", "2026-11-12", "acme.example", 1, 20, 0);
    insertProfile("profile-3", "2026-11-12", "acme.example", 2, 30, 1);
    insertProfile("profile-4", "2026-11-12", "example.net", 1, 40, 0);

    assertThat(reports.profiles(ACCOUNT))
        .extracting(profile -> profile.domain() + " " + profile.recipients())
        .containsExactly("acme.example 30", "example.net 40");
    assertThat(reports.profiles(ACCOUNT).getFirst().isScanned()).isTrue();
    assertThat(reports.profiles(ACCOUNT).getFirst().delays()).startsWith(3L, 5L);
    assertThat(reports.profiles(OTHER)).isEmpty();
  }

  @Test
  void correctionsComeLatestFirstWithTheRecipientOfTheirDelivery() {
    SampleDelivery delivery = mail.written().getFirst();
    for (int i = 0; i < 3; i++) {
      TestClickHouse.shared()
          .insert(
              "corrections",
              "machines-correction-" + i,
              """
              {"account":"%s","delivery_id":"%s","hit_id":"c%d","at":"2026-11-20 10:00:00.000",\
              "kind":"CLICK","verdict_before":"PERSON","verdict_after":"SECURITY_SCANNER",\
              "rule_after":"link-burst","corrected_at":"2026-11-20 10:0%d:00.000"}"""
                  .formatted(ACCOUNT.value(), delivery.id(), i, i));
    }

    assertThat(reports.corrections(ACCOUNT, WINDOW))
        .hasSize(3)
        .isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()))
        .allMatch(correction -> correction.recipient().equals(delivery.recipient()));
    assertThat(reports.corrections(OTHER, WINDOW)).isEmpty();
  }

  private static void insertProfile(
      String token, String week, String domain, int revision, int recipients, int scanned) {
    TestClickHouse.shared()
        .insert(
            "domain_profiles",
            token,
            """
            {"account":"%s","week":"%s 00:00:00.000","recipient_domain":"%s","revision":%d,\
            "recipients":%d,"scanned":8,"early":1,"delay_counts":["3","5"],"scanned_domain":%d,\
            "within_seconds":60}"""
                .formatted(ACCOUNT.value(), week, domain, revision, recipients, scanned));
  }

  private static Stream<SampleDelivery> sent() {
    return mail.written().stream().filter(delivery -> !delivery.sentAt().isBefore(WINDOW.from()));
  }

  private static Stream<SampleDelivery> scanned() {
    return sent()
        .filter(
            delivery -> delivery.hits().stream().anyMatch(hit -> hit.verdict().equals(SCANNER)));
  }

  private static long hits(String kind, String verdict) {
    return mail.written().stream()
        .flatMap(delivery -> delivery.hits().stream())
        .filter(hit -> hit.kind().equals(kind) && hit.verdict().equals(verdict))
        .filter(hit -> !hit.place().equals("RELOAD"))
        .map(SampleHit::at)
        .filter(at -> !at.isBefore(WINDOW.from()) && at.isBefore(WINDOW.to()))
        .count();
  }
}
