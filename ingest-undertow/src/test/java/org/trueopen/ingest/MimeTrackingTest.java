package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.smtp.MailTracking;
import org.trueopen.ingest.smtp.MailTracking.Copy;
import org.trueopen.log.TestBroker;
import org.trueopen.settings.DecidedBy;

/** What the relay gets when it asks about a mail. */
class MimeTrackingTest {

  private static final MailTracking TRACKING = IngestFixture.shared().server.mailTracking();
  private static final String SENDER = "bounce@acme.example";

  private final String messageId = "<" + DeliveryId.next() + "@acme.example>";
  private final String mail =
      """
      From: news@acme.example
      Message-ID: %s
      Subject: Hello
      Content-Type: text/html

      <body><a href="https://shop.example/1">One</a></body>
      """
          .formatted(messageId)
          .replace("\n", "\r\n");

  @Test
  void everyRecipientHasACopyOfTheirOwnInTheirOrder() throws Exception {
    List<Copy> copies = track(mail, "Bob@Example.net", "eve@example.net");

    assertThat(copies)
        .extracting(Copy::recipient)
        .containsExactly("Bob@Example.net", "eve@example.net");
    assertThat(copies).extracting(Copy::deliveryId).doesNotHaveDuplicates();
    for (Copy copy : copies) {
      assertThat(written(copy))
          .contains("X-TrueOpen-Delivery: " + copy.deliveryId() + "\r\n", "/o/")
          .doesNotContain("https://shop.example/1");
      assertThat(copy.decision().opens().tracked()).isTrue();
      Delivery delivery = delivery(copy);
      assertThat(delivery.mailbox()).isEqualTo("news@acme.example");
      assertThat(delivery.links()).containsExactly("https://shop.example/1");
    }
    assertThat(delivery(copies.getFirst()).recipient()).isEqualTo("bob@example.net");
  }

  @Test
  void aRepeatedMailHasTheSameIdsEvenForSomeOfItsRecipients() {
    List<Copy> first = track(mail, "a@example.net", "b@example.net", "c@example.net");
    List<Copy> again = track(mail, "c@example.net", "b@example.net");

    assertThat(again.get(0).deliveryId()).isEqualTo(first.get(2).deliveryId());
    assertThat(again.get(1).deliveryId()).isEqualTo(first.get(1).deliveryId());
    String unnamed = mail.replaceFirst("Message-ID: .*\r\n", "");
    assertThat(track(unnamed, "a@example.net").getFirst().deliveryId())
        .isNotEqualTo(track(unnamed, "a@example.net").getFirst().deliveryId());
  }

  @Test
  void theSameRecipientTwiceIsTwoDeliveries() {
    assertThat(track(mail, "a@example.net", "A@example.net"))
        .extracting(Copy::deliveryId)
        .doesNotHaveDuplicates();
  }

  @Test
  void theMailsHeadersDecideAndOnesThatCannotBeUnderstoodStopNothing() throws Exception {
    Copy off = track("X-TrueOpen-Track: off\r\n" + mail, "a@example.net").getFirst();
    Copy odd =
        track(
                "X-TrueOpen-Track: sideways\r\nX-TrueOpen-Campaign: quiet\r\nX-TrueOpen-Delivery: o-"
                    + messageId.substring(1, 20)
                    + "\r\n"
                    + mail,
                "a@example.net")
            .getFirst();

    assertThat(off.decision().opens().decidedBy()).isEqualTo(DecidedBy.MESSAGE);
    assertThat(written(off)).contains("https://shop.example/1").doesNotContain("X-TrueOpen-Track");
    assertThat(odd.decision().opens().decidedBy()).isEqualTo(DecidedBy.CAMPAIGN);
    assertThat(odd.deliveryId()).isEqualTo("o-" + messageId.substring(1, 20));
  }

  @Test
  void theEnvelopesSenderStandsInForAMissingFrom() {
    String unsigned = mail.replaceFirst("From: .*\r\n", "");

    Copy copy = track(unsigned, "a@example.net").getFirst();

    assertThat(delivery(copy).mailbox()).isEqualTo(SENDER);
    assertThat(copy.decision().opens().tracked()).isTrue();
  }

  @Test
  void aMailOfNobodyGoesOutAsItCame() throws Exception {
    String unsigned = mail.replaceFirst("From: .*\r\n", "");

    List<Copy> copies =
        TRACKING.track(
            IngestFixture.ACME, unsigned.getBytes(ISO_8859_1), "", List.of("a@example.net"));

    assertThat(copies).extracting(Copy::deliveryId).containsExactly("");
    assertThat(copies.getFirst().decision().opens().decidedBy()).isEqualTo(DecidedBy.UNREADABLE);
    assertThat(written(copies.getFirst())).isEqualTo(unsigned);
  }

  @Test
  void aRecipientThatIsNoAddressOfOursGetsTheMailAsItCame() throws Exception {
    List<Copy> copies = track(mail, "\"odd one\"@example.net", "a@example.net");

    assertThat(copies.get(0).deliveryId()).isEmpty();
    assertThat(copies.get(0).decision().opens().decidedBy()).isEqualTo(DecidedBy.UNREADABLE);
    assertThat(written(copies.get(0))).isEqualTo(mail);
    assertThat(written(copies.get(1))).contains("/o/");
  }

  @Test
  void anyBytesAtAllComeBackForEveryRecipient() throws Exception {
    byte[] bytes = new byte[5000];
    new java.util.Random(4711).nextBytes(bytes);

    List<Copy> copies =
        TRACKING.track(IngestFixture.ACME, bytes, SENDER, List.of("a@example.net", "", "b@c"));

    assertThat(copies).hasSize(3).noneMatch(copy -> copy.decision().opens().tracked());
    assertThat(TRACKING.track(IngestFixture.ACME, new byte[0], "", List.of("a@b.example")))
        .hasSize(1);
    assertThat(TRACKING.track(IngestFixture.ACME, bytes, SENDER, List.of())).isEmpty();
  }

  @Test
  void moreLinksThanARecordHoldsGoOutUntracked() throws Exception {
    String many =
        mail
            + "<a href=\"https://shop.example/long-enough/for-a-megabyte-of-them\">x</a>\r\n"
                .repeat(40_000);

    Copy copy = track(many, "a@example.net").getFirst();

    assertThat(copy.decision().opens().decidedBy()).isEqualTo(DecidedBy.TRACKING_FAILED);
    assertThat(written(copy).replaceFirst("X-TrueOpen-Delivery: [^\r]*\r\n", "")).isEqualTo(many);
    await()
        .untilAsserted(
            () ->
                assertThat(delivery(copy).decision().opens().decidedBy())
                    .isEqualTo(DecidedBy.TRACKING_FAILED));
  }

  @Test
  void whatBecameOfACopyIsRecorded() {
    Copy copy = track(mail, "a@example.net").getFirst();
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    TRACKING.report(IngestFixture.ACME, copy.deliveryId(), DeliveryStatus.Status.DELIVERED, at);
    TRACKING.report(IngestFixture.ACME, "", DeliveryStatus.Status.DELIVERED, at);

    await()
        .untilAsserted(
            () ->
                assertThat(Recorded.eventsOf(copy.deliveryId()))
                    .contains(
                        new DeliveryStatus(
                            "acme", copy.deliveryId(), DeliveryStatus.Status.DELIVERED, at)));
  }

  @Test
  void whileKafkaIsAwayMailGoesOutAsItCameWithinSecondsAndTheReasonIsRecordedLater()
      throws Exception {
    TestBroker broker = TestBroker.shared();
    Duration deadline = Duration.ofSeconds(4);
    try (IngestFixture ingest = IngestFixture.start(IngestFixture.withRelayDeadline(deadline))) {
      MailTracking tracking = ingest.server.mailTracking();
      broker.pause();
      long begun = System.nanoTime();
      Copy first = track(tracking, mail, "late1@example.net").getFirst();
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      begun = System.nanoTime();
      Copy second = track(tracking, mail, "late2@example.net").getFirst();
      Duration waitedAgain = Duration.ofNanos(System.nanoTime() - begun);
      broker.resume();

      assertThat(waited).as("well below a minute").isLessThan(Duration.ofSeconds(30));
      assertThat(waitedAgain).as("once known").isLessThan(deadline);
      for (Copy copy : List.of(first, second)) {
        assertThat(copy.decision().opens().decidedBy()).isEqualTo(DecidedBy.TRACKING_FAILED);
        assertThat(written(copy).replaceFirst("X-TrueOpen-Delivery: [^\r]*\r\n", ""))
            .isEqualTo(mail);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(delivery(second).decision().opens().decidedBy())
                      .isEqualTo(DecidedBy.TRACKING_FAILED));
    } finally {
      broker.resume();
    }
  }

  private static List<Copy> track(String mail, String... recipients) {
    return track(TRACKING, mail, recipients);
  }

  private static List<Copy> track(MailTracking tracking, String mail, String... recipients) {
    return tracking.track(
        IngestFixture.ACME, mail.getBytes(ISO_8859_1), SENDER, List.of(recipients));
  }

  private static Delivery delivery(Copy copy) {
    return Recorded.eventsOf(copy.deliveryId()).stream()
        .filter(Delivery.class::isInstance)
        .map(Delivery.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is recorded"));
  }

  private static String written(Copy copy) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy.writer().writeTo(out);
    return out.toString(ISO_8859_1);
  }
}
