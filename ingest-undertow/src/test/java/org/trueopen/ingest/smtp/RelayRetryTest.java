package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that is told to try again sends nobody the same mail twice. */
class RelayRetryTest {

  private static final String MAIL = "Subject: x\r\nMessage-ID: <1@x.example>\r\n\r\nPIXEL";

  private final RelayFixture fixture = RelayFixture.start();
  private final NextHopScript hop = fixture.hop.script;
  private final SmtpTestClient client = fixture.logIn();

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  private String send(String mail) {
    return client.send("s@x.example", mail, "a@x.example", "b@x.example", "c@x.example");
  }

  @Test
  void theRetrySendsOnlyWhatWasNotTaken() {
    hop.end = to -> to.startsWith("b") ? "451 4.2.0 later" : "250 2.0.0 Ok";
    assertThat(send(MAIL)).isEqualTo("451 4.2.0 later");
    hop.end = to -> "250 2.0.0 Ok";
    assertThat(send(MAIL)).startsWith("250");
    assertThat(hop.taken)
        .extracting(NextHopScript.Taken::recipients)
        .containsExactly("a@x.example", "c@x.example", "b@x.example");
    assertThat(fixture.tracking.asked)
        .containsExactly(
            "acme <s@x.example> a@x.example,b@x.example,c@x.example",
            "acme <s@x.example> b@x.example");
    assertThat(fixture.counter("copiesNotRepeated")).isEqualTo(2);
  }

  @Test
  void theRetryMayComeOverAnotherConnectionAndWithOtherRecipients() {
    hop.end = to -> to.startsWith("b") ? "451 4.2.0 later" : "250 2.0.0 Ok";
    send(MAIL);
    hop.end = to -> "250 2.0.0 Ok";
    try (SmtpTestClient other = fixture.logIn()) {
      assertThat(other.send("s@x.example", MAIL, "a@x.example", "d@x.example")).startsWith("250");
    }
    assertThat(hop.taken)
        .extracting(NextHopScript.Taken::recipients)
        .containsExactly("a@x.example", "c@x.example", "d@x.example");
  }

  @Test
  void anotherMailSenderOrAccountIsNotARetry() {
    hop.end = to -> to.startsWith("b") ? "451 4.2.0 later" : "250 2.0.0 Ok";
    send(MAIL);
    send(MAIL + ".");
    assertThat(client.send("other@x.example", MAIL, "a@x.example")).startsWith("250");
    assertThat(hop.taken).hasSize(5);
  }

  @Test
  void aMailThatWasTakenAsAWholeMayBeSentAgainOnPurpose() {
    hop.end = to -> to.startsWith("b") ? "451 4.2.0 later" : "250 2.0.0 Ok";
    send(MAIL);
    hop.end = to -> "250 2.0.0 Ok";
    send(MAIL);
    assertThat(hop.taken).hasSize(3);
    assertThat(send(MAIL)).startsWith("250");
    assertThat(hop.taken).hasSize(6);
  }

  @Test
  void sentAgainWithoutTheRefusedOnesNothingIsDoubled() {
    hop.end = to -> to.startsWith("b") ? "554 5.7.1 no" : "250 2.0.0 Ok";
    assertThat(send(MAIL)).startsWith("554-5.6.0");
    assertThat(client.send("s@x.example", MAIL, "a@x.example", "c@x.example"))
        .startsWith("250 2.0.0 taken by the next hop before");
    assertThat(hop.taken).hasSize(2);
  }

  @Test
  void refusedAfterOthersWereTakenEarlierIsNotRefusedAsAWhole() {
    hop.end = to -> to.startsWith("b") ? "451 4.2.0 later" : "250 2.0.0 Ok";
    send(MAIL);
    hop.end = to -> "554 5.7.1 no";
    assertThat(send(MAIL))
        .isEqualTo(
            "554-5.6.0 <b@x.example>: 554 5.7.1 no\n"
                + "554 5.6.0 refused for 1 of 3 recipients, sent to the others");
  }

  @Test
  void aConnectionLostAfterTheFinalDotIsTriedAgain() {
    hop.end = to -> to.startsWith("b") ? NextHopScript.HANG_UP : "250 2.0.0 Ok";
    assertThat(send(MAIL)).startsWith("451 4.4.2");
    hop.end = to -> "250 2.0.0 Ok";
    assertThat(send(MAIL)).startsWith("250");
    assertThat(hop.taken).hasSize(3);
  }
}
