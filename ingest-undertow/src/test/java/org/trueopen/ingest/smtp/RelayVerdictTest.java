package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the next hop says is what the client hears, and nothing is taken that was not sent on. */
class RelayVerdictTest {

  private static final String MAIL = "Subject: hello\r\n\r\n<p>Hi</p>PIXEL";

  private final RelayFixture fixture = RelayFixture.start();
  private final NextHopScript hop = fixture.hop.script;
  private final SmtpTestClient client = fixture.logIn();

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  @Test
  void eachRecipientGetsACopyOfItsOwnInATransactionOfItsOwn() {
    assertThat(client.send("app@acme.example", MAIL, "a@x.example", "b@y.example"))
        .matches("250 2\\.0\\.0 taken for 2 recipients as [0-9a-f]{20}");
    assertThat(hop.taken)
        .extracting(NextHopScript.Taken::from, NextHopScript.Taken::recipients)
        .containsExactly(
            tuple("app@acme.example", "a@x.example"), tuple("app@acme.example", "b@y.example"));
    assertThat(hop.taken.getFirst().afterTrace())
        .isEqualTo("Subject: hello\r\n\r\n<p>Hi</p><img alt=\"a@x.example\">\r\n");
    assertThat(hop.taken.getLast().afterTrace()).contains("<img alt=\"b@y.example\">");
    assertThat(fixture.tracking.asked)
        .containsExactly("acme <app@acme.example> a@x.example,b@y.example");
    assertThat(fixture.hop.connections).hasValue(1);
    assertThat(fixture.counter("accepted")).isEqualTo(1);
    assertThat(fixture.counter("copies")).isEqualTo(2);
  }

  @Test
  void mailToOneRecipientNeedsNoSecondTransactionAndKeepsTheNextHopsWords() {
    assertThat(client.send("app@acme.example", MAIL, "a@x.example"))
        .isEqualTo("250 2.0.0 Ok: queued as Q1");
    assertThat(hop.commands)
        .containsExactly(
            "EHLO relay.example", "MAIL FROM:<app@acme.example>", "RCPT TO:<a@x.example>", "DATA");
  }

  @Test
  void receivedIsPutInFront() {
    client.send("app@acme.example", MAIL, "a@x.example");
    assertThat(hop.taken.getFirst().bytes())
        .matches(
            Pattern.compile(
                String.join(
                    "\r\n",
                    "Received: from app\\.example \\(\\[127\\.0\\.0\\.1]\\)",
                    "\tby relay\\.example with ESMTPA id [0-9a-f]{20};",
                    "\tSun, 22 Nov 2026 00:30:00 \\+0000",
                    "Subject: hello",
                    ".*"),
                Pattern.DOTALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.7.1 Not from there|550 5.7.1 Not from there",
        "451 4.3.0 Later|451 4.3.0 Later",
        "550 no|550 5.0.0 no",
        "530 5.7.0 Log in|451 4.3.5 the next hop refuses us: Log in",
        "552 5.3.4 Too big|552 5.3.4 Too big",
        "550 4.1.1 mixed up|550 5.0.0 mixed up",
        "354 what|451 4.3.0 the next hop's answer makes no sense: what"
      })
  void theNextHopsWordOnTheSenderIsPassedOn(String said, String heard) {
    hop.mail = argument -> said;
    assertThat(client.say("MAIL FROM:<app@acme.example>")).isEqualTo(heard);
    hop.mail = argument -> "250 Ok";
    assertThat(client.say("MAIL FROM:<app@acme.example>")).isEqualTo("250 2.1.0 sender ok");
  }

  @Test
  void anUnknownRecipientIsRefusedAtRcptInTheNextHopsWordsOnOneLine() {
    hop.unknown.add("nobody@x.example");
    client.say("MAIL FROM:<app@acme.example>");
    assertThat(client.say("RCPT TO:<nobody@x.example>"))
        .isEqualTo("550 5.1.1 <nobody@x.example>: Recipient address rejected: User unknown");
    assertThat(client.say("RCPT TO:<a@x.example>")).startsWith("250");
    assertThat(client.say("DATA")).startsWith("354");
    assertThat(client.say(MAIL + "\r\n.")).startsWith("250");
    assertThat(hop.taken)
        .extracting(NextHopScript.Taken::recipients)
        .containsExactly("a@x.example");
    assertThat(fixture.counter("recipientsRefused")).isEqualTo(1);
  }

  @Test
  void withoutAValidRecipientThereIsNoData() {
    hop.rcpt = recipient -> "450 4.2.0 greylisted";
    client.say("MAIL FROM:<app@acme.example>");
    assertThat(client.say("RCPT TO:<a@x.example>")).isEqualTo("450 4.2.0 greylisted");
    assertThat(client.say("DATA")).isEqualTo("554 5.5.1 no valid recipients");
    assertThat(fixture.counter("recipientsDeferred")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "554 5.7.1 Spam|554 5.7.1 Spam",
        "451 4.7.1 Later|451 4.7.1 Later",
        "452 4.2.2 Full|451 4.2.2 Full",
        "421 4.3.2 Going down|451 4.3.2 the next hop closes the connection: Going down",
        "hang up|451 4.4.2 the connection to the next hop was lost, try again later"
      })
  void theNextHopsWordOnTheMailIsPassedOn(String said, String heard) {
    hop.end = recipients -> said;
    assertThat(client.send("app@acme.example", MAIL, "a@x.example")).isEqualTo(heard);
    hop.end = recipients -> "250 2.0.0 Ok";
    assertThat(client.send("app@acme.example", MAIL, "a@x.example")).isEqualTo("250 2.0.0 Ok");
    assertThat(fixture.counter("received")).isEqualTo(2);
    assertThat(fixture.counter("refused") + fixture.counter("deferred")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=554 5.7.1 Spam;b=554 5.6.0 Ham|554 5.7.1 Spam",
        "a=451 4.7.1 Later;b=554 5.6.0 Ham|451 4.7.1 Later",
        "a=554 5.6.0 Ham;b=450 4.2.0 Later|451 4.2.0 Later",
        "a=250 2.0.0 Ok;b=450 4.2.0 Later|451 4.2.0 Later"
      })
  void severalVerdictsMakeOneAnswer(String said, String heard) {
    Map<String, String> answers =
        Map.of(
            "a@x.example", said.split(";", -1)[0].substring(2),
            "b@x.example", said.split(";", -1)[1].substring(2));
    hop.end = recipient -> answers.getOrDefault(recipient, "250 2.0.0 Ok");
    assertThat(client.send("app@acme.example", MAIL, "a@x.example", "b@x.example"))
        .isEqualTo(heard);
  }

  @Test
  void whoIsRefusedWhileOthersAreTakenIsNamed() {
    hop.end = to -> to.startsWith("b") ? "554 5.7.1 Not you" : "250 2.0.0 Ok";
    assertThat(client.send("s@acme.example", MAIL, "a@x.example", "b@x.example", "c@x.example"))
        .isEqualTo(
            "554-5.6.0 <b@x.example>: 554 5.7.1 Not you\n"
                + "554 5.6.0 refused for 1 of 3 recipients, sent to the others");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(fixture.tracking.reports)
                    .containsExactly("acme delivery-b@x.example BOUNCED 2026-11-22T00:30:00Z"));
  }

  @Test
  void aRecipientRefusedOnlyInItsOwnTransactionIsRefusedInTheAnswer() {
    int[] asked = {0};
    hop.rcpt = to -> to.startsWith("b") && asked[0]++ > 0 ? "550 5.1.1 gone" : "250 Ok";
    assertThat(client.send("s@acme.example", MAIL, "a@x.example", "b@x.example"))
        .contains("<b@x.example>: 550 5.1.1 gone");
  }

  @Test
  void theNextHopMayRefuseAtData() {
    hop.data = to -> "554 5.5.1 no";
    assertThat(client.send("s@acme.example", MAIL, "a@x.example")).isEqualTo("554 5.5.1 no");
    hop.data = to -> "354 go";
    assertThat(client.send("s@acme.example", MAIL, "a@x.example")).startsWith("250");
  }

  @Test
  void aNextHopThatIsAwayDefersAndNothingIsTaken() {
    fixture.hop.close();
    assertThat(client.say("MAIL FROM:<app@acme.example>"))
        .isEqualTo("451 4.4.1 the next hop cannot be reached, try again later");
    assertThat(fixture.counter("nextHopFailures")).isEqualTo(1);
  }

  @Test
  void aNextHopThatGoesAwayBetweenRcptAndDataDefers() {
    client.say("MAIL FROM:<app@acme.example>");
    client.say("RCPT TO:<a@x.example>");
    fixture.hop.close();
    assertThat(client.say("DATA")).startsWith("354");
    assertThat(client.say(MAIL + "\r\n."))
        .isEqualTo("451 4.4.1 the next hop cannot be reached, try again later");
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA", "NEXT"})
  void aConnectionTheNextHopHasClosedIsOpenedAgainOnce(String before) {
    if (before.equals("NEXT")) {
      client.send("app@acme.example", MAIL, "z@x.example");
    }
    Map<String, Runnable> steps =
        Map.of(
            "MAIL", () -> client.say("MAIL FROM:<app@acme.example>"),
            "RCPT", () -> client.say("RCPT TO:<a@x.example>"),
            "DATA", () -> client.say("DATA"));
    for (String step : List.of("MAIL", "RCPT", "DATA")) {
      if (step.equals(before) || (before.equals("NEXT") && step.equals("MAIL"))) {
        fixture.hop.hangUp();
      }
      steps.getOrDefault(step, () -> {}).run();
    }
    assertThat(client.say(MAIL + "\r\n.")).startsWith("250");
    assertThat(hop.taken.getLast().recipients()).isEqualTo("a@x.example");
  }

  @Test
  void aNextHopThatDoesNotTakeMailNowDefers() {
    hop.greeting = "554 5.3.2 closed today";
    assertThat(client.say("MAIL FROM:<app@acme.example>"))
        .isEqualTo("451 4.3.5 the next hop does not take mail now: closed today");
  }

  @Test
  void nothingTheNextHopSaysCanForgeAReply() {
    hop.mail = argument -> "550-5.7.1 one\r\n550-\u0007bell\r\n550 5.7.1 \u00e9nd\t.";
    assertThat(client.say("MAIL FROM:<app@acme.example>")).isEqualTo("550 5.7.1 one ?bell ?nd .");
  }

  @Test
  void eightBitMailIsRefusedIfTheNextHopTakesSevenBitOnly() {
    hop.extensions = List.of();
    String mail = "Subject: gr\u00fc\u00dfe\r\n\r\nhi";
    assertThat(client.send("app@acme.example", mail, "a@x.example"))
        .isEqualTo("554 5.6.3 the mail is 8-bit and the next hop does not offer 8BITMIME");
    assertThat(client.send("app@acme.example", "Subject: x\r\n\r\nhi", "a@x.example"))
        .startsWith("250");
  }

  @Test
  void eightBitMailArrivesByteForByteAndIsAnnounced() {
    StringBuilder body = new StringBuilder("Subject: all bytes\r\n\r\n");
    for (char c = 0; c < 256; c++) {
      body.append(c == '\r' || c == '\n' ? ' ' : c);
    }
    assertThat(client.send("app@acme.example", body.toString(), "a@x.example")).startsWith("250");
    assertThat(hop.taken.getFirst().afterTrace()).isEqualTo(body + "\r\n");
    assertThat(hop.commands).anyMatch(line -> line.endsWith(" BODY=8BITMIME"));
  }

  @Test
  void aCopyTooLongForTheNextHopGoesOutUntracked() {
    hop.mail =
        argument -> argument.contains("SIZE=") && size(argument) > 160 ? "552 5.3.4 big" : "250 Ok";
    String mail = "Subject: x\r\n\r\nPIXEL";
    assertThat(client.send("app@acme.example", mail, "a@x.example", "b@x.example"))
        .startsWith("250");
    assertThat(hop.taken).allMatch(taken -> taken.afterTrace().equals(mail + "\r\n"));
    assertThat(fixture.counter("untrackedByReason", "too-big")).isEqualTo(2);
  }

  private static int size(String mailCommand) {
    return Integer.parseInt(mailCommand.replaceAll(".*SIZE=(\\d+).*", "$1"));
  }

  @Test
  void theNullSenderPasses() {
    assertThat(client.send("", MAIL, "a@x.example")).startsWith("250");
    assertThat(hop.taken.getFirst().from()).isEmpty();
    assertThat(fixture.tracking.asked).containsExactly("acme <> a@x.example");
  }

  @Test
  void theSameRecipientTwiceGetsOneCopy() {
    client.send("app@acme.example", MAIL, "a@x.example", "a@x.example");
    assertThat(hop.taken).hasSize(1);
  }

  @Test
  void mailThatGoesInCirclesIsStopped() {
    String hops = "Received: from somewhere\r\n\tby elsewhere\r\n".repeat(51);
    assertThat(client.send("app@acme.example", hops + MAIL, "a@x.example")).startsWith("554 5.4.6");
    assertThat(client.send("app@acme.example", hops.substring(44) + MAIL, "a@x.example"))
        .startsWith("250");
    assertThat(fixture.counter("limited", "loop")).isEqualTo(1);
  }

  @Test
  void aWholePipelinedMailIsAnsweredInOrder() {
    Function<Integer, String> address = i -> "r" + i + "@x.example";
    client.raw(
        "MAIL FROM:<app@acme.example>\r\nRCPT TO:<"
            + address.apply(1)
            + ">\r\nRCPT TO:<"
            + address.apply(2)
            + ">\r\nDATA\r\n");
    assertThat(client.reply()).startsWith("250 2.1.0");
    assertThat(client.reply()).startsWith("250 2.1.5");
    assertThat(client.reply()).startsWith("250 2.1.5");
    assertThat(client.reply()).startsWith("354");
    client.raw(MAIL + "\r\n.\r\nMAIL FROM:<app@acme.example>\r\nRSET\r\nQUIT\r\n");
    assertThat(client.reply()).startsWith("250 2.0.0 taken for 2");
    assertThat(client.reply()).startsWith("250 2.1.0");
    assertThat(client.reply()).startsWith("250 2.0.0 ok");
    assertThat(client.reply()).isEqualTo("221 2.0.0 goodbye");
    assertThat(client.reply()).isEqualTo("closed");
  }

  @Test
  void aMailBrokenOffIsNotSent() {
    client.say("MAIL FROM:<app@acme.example>");
    client.say("RCPT TO:<a@x.example>");
    client.say("DATA");
    client.raw("Subject: half\r\n\r\nof it");
    client.close();
    Awaitility.await().until(() -> fixture.counter("openConnections") == 0);
    assertThat(hop.taken).isEmpty();
    assertThat(fixture.counter("received")).isZero();
  }
}
