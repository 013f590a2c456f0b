package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Engagement;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.event.Hit;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;
import org.trueopen.verdict.Transport;

/** What the page of a delivery says of its way, its recipient and its images. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class DeliveryPageTest extends Pages {

  private static final Engagement OPENED =
      new Engagement(
          true, false, false, false, true, true, false, false, false, false, 1, 0, 0, 0, 0);

  @Autowired private FakeReports reports;

  @Test
  void hitsAreTimedFromTheDeliveryOnceItIsReported() {
    Transport delivered = new Transport(TestAdmin.SENT.plusSeconds(20), null);
    reports.add(report("t1", IdentityOutcome.DEFAULT, delivered, OPENED, open(50, "END")));

    assertThat(page("t1"))
        .contains("Delivered 21 Nov 2026, 20:00:20")
        .contains("20:00:50, 30 s after delivery")
        .contains("pixel at the end")
        .contains("203.0.113.0/24  \u00b7  New Zealand")
        .contains("Known to the signal lists networks@2026-11-20, user-agents@2026-11-19+0000002a.")
        .contains("Recipient Identified Hits are tied to the recipient.")
        .doesNotContain("Cut short", "Bounced");
  }

  @Test
  void aBounceAfterAnOpenIsShownBesideIt() {
    Transport bounced = new Transport(null, TestAdmin.SENT.plusSeconds(90));
    reports.add(report("t2", IdentityOutcome.DEFAULT, bounced, OPENED, open(50, "END")));

    assertThat(page("t2"))
        .contains("Bounced 21 Nov 2026, 20:01:30", "50 s after sending", "Opened by a person.");
  }

  @Test
  void aMailOfWhichOnlyTheBeginningWasLoadedIsSaidToBeCutShort() {
    reports.add(
        report("t3", IdentityOutcome.DEFAULT, Transport.UNKNOWN, OPENED, open(50, "EARLY")));

    assertThat(page("t3")).contains("Cut short by the client", "pixel at the beginning");
  }

  @Test
  void anonymousMailSaysWhoWantedItSo() {
    IdentityOutcome anonymous =
        new IdentityOutcome(true, DecidedBy.CAMPAIGN, "spring", TestAdmin.SENT, "ada");
    Engagement untold =
        new Engagement(
            true, true, true, false, false, false, false, false, false, false, 0, 0, 0, 0, 0);
    reports.add(report("t4", anonymous, Transport.UNKNOWN, untold));

    assertThat(page("t4"))
        .contains("Recipient Anonymous", "Set for the campaign spring by ada on 21 Nov 2026")
        .contains("hits count in totals only");
  }

  @Test
  void hitsThatAreTooManyForAPageAreSaidToBeLeftOut() {
    reports.add(
        report(
            "t6",
            IdentityOutcome.DEFAULT,
            Transport.UNKNOWN,
            OPENED,
            1234,
            open(50, "END"),
            open(90, "END")));

    assertThat(page("t6"))
        .contains("The first 2 verdicts of this mail; 1,234 more about later hits are not shown.");
  }

  @Test
  void theHoneypotIsNotTakenForTheLinkItLeadsTo() {
    reports.add(
        report(
            "t5",
            IdentityOutcome.DEFAULT,
            Transport.UNKNOWN,
            OPENED,
            hit(11, "CLICK", Hit.HONEYPOT, "", "SECURITY_SCANNER"),
            hit(12, "CLICK", 0, "", "SECURITY_SCANNER")));

    assertThat(page("t5")).contains("Honeypot link followed", "Click");
  }

  private static DeliveryReport report(
      String id,
      IdentityOutcome identity,
      Transport transport,
      Engagement engagement,
      JudgedHit... hits) {
    return report(id, identity, transport, engagement, 0, hits);
  }

  private static DeliveryReport report(
      String id,
      IdentityOutcome identity,
      Transport transport,
      Engagement engagement,
      int leftOut,
      JudgedHit... hits) {
    Outcome on = new Outcome(true, DecidedBy.DEFAULT, "", null, "");
    return new DeliveryReport(
        TestAdmin.DEMO,
        new DeliveryId(id),
        "m1",
        TestAdmin.SENT,
        "news@demo.example",
        "bob@example.net",
        "spring",
        "Hello",
        List.of(),
        -1,
        new Decision(on, on, identity, false),
        transport,
        engagement,
        List.of(hits),
        leftOut);
  }

  private static JudgedHit open(int secondsAfter, String pixel) {
    return hit(secondsAfter, "OPEN", -1, pixel, "PERSON");
  }

  private static JudgedHit hit(
      int secondsAfter, String kind, int link, String pixel, String verdict) {
    return new JudgedHit(
        "h" + secondsAfter,
        TestAdmin.SENT.plusSeconds(secondsAfter),
        kind,
        link,
        pixel,
        "",
        "GET",
        "203.0.113.0/24",
        "NZ",
        "Chrome",
        verdict,
        "FIRST",
        90,
        List.of(),
        "2026.11.1",
        List.of("networks@2026-11-20", "user-agents@2026-11-19+0000002a"),
        true,
        TestAdmin.SENT.plusSeconds(secondsAfter + 1));
  }

  /** What can be read on the delivery's page. */
  private String page(String delivery) {
    open("deliveries/" + delivery);
    return text();
  }
}
