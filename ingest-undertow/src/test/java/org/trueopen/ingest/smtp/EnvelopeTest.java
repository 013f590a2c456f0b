package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How MAIL and RCPT are read, and what of them reaches the next hop. */
class EnvelopeTest {

  private final RelayFixture fixture = RelayFixture.start();
  private final SmtpTestClient client = fixture.logIn();

  @AfterEach
  void stop() {
    client.close();
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FROM:<a@x.example>|MAIL FROM:<a@x.example>",
        "from: <a@x.example>|MAIL FROM:<a@x.example>",
        "FROM:a@x.example SIZE=10|MAIL FROM:<a@x.example> SIZE=10",
        "FROM:<>|MAIL FROM:<>",
        "FROM:<> SIZE=1 BODY=8BITMIME AUTH=<>|MAIL FROM:<> SIZE=1 BODY=8BITMIME",
        "FROM:<@one,@two:a@x.example>|MAIL FROM:<a@x.example>",
        "FROM:<\"a>b\"@x.example>|MAIL FROM:<\"a>b\"@x.example>",
        "FROM:<\"a b\\\"c\"@x.example> BODY=7BIT|MAIL FROM:<\"a b\\\"c\"@x.example>",
        "FROM:<a@[192.0.2.1]>|MAIL FROM:<a@[192.0.2.1]>",
        "FROM:<o'hara+tag=x@x.example>|MAIL FROM:<o'hara+tag=x@x.example>"
      })
  void whatIsUnderstood(String said, String passedOn) {
    assertThat(client.say("MAIL " + said)).isEqualTo("250 2.1.0 sender ok");
    assertThat(fixture.hop.script.commands.getLast()).isEqualTo(passedOn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MAIL|501 5.5.4",
        "MAIL TO:<a@x.example>|501 5.5.4",
        "MAIL FROM:|501 5.1.7",
        "MAIL FROM:<a@x.example|501 5.1.7",
        "MAIL FROM:<a b@x.example>|501 5.1.7",
        "MAIL FROM:<a@x.example>SIZE=1|501 5.5.4",
        "MAIL FROM:<a@b@x.example>|501 5.1.7",
        "MAIL FROM:<@x.example>|501 5.1.7",
        "MAIL FROM:<a>|553 5.1.7",
        "MAIL FROM:<a\u0007@x.example>|501 5.1.7",
        "MAIL FROM:<a@x.example> SIZE=many|501 5.5.4",
        "MAIL FROM:<a@x.example> BODY=BINARYMIME|555 5.5.4",
        "MAIL FROM:<a@x.example> SMTPUTF8|555 5.5.4 the parameter SMTPUTF8",
        "MAIL FROM:<a@x.example> RET=HDRS|555 5.5.4 the parameter RET is not supported",
        "MAILX FROM:<a@x.example>|500 5.5.2",
        "RCPT TO:<a@x.example>|503 5.5.1",
        "DATA|503 5.5.1",
        "EXPN list|502 5.5.1",
        "BDAT 5 LAST|421 4.7.0",
        "STARTTLS|502 5.5.1 TLS is not offered here",
        "STARTTLSX|500 5.5.2",
        "HI|500 5.5.2",
        "HELP|214 2.0.0",
        "VRFY a|252 2.5.0"
      })
  void whatIsNot(String said, String reply) {
    assertThat(client.say(said)).startsWith(reply);
    assertThat(fixture.hop.script.commands).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RCPT|501 5.5.4",
        "RCPT TO:<>|553 5.1.3",
        "RCPT TO:<somebody>|553 5.1.3",
        "RCPT TO:<postmaster>|250 2.1.5",
        "RCPT TO:<a@x.example> NOTIFY=NEVER|555 5.5.4 the parameter NOTIFY is not supported",
        "RCPT TO:<a@x.example> ORCPT=rfc822;a@x.example|555 5.5.4",
        "RCPT TO:<a@x.example>,<b@x.example>|501 5.5.4",
        "MAIL FROM:<b@x.example>|503 5.5.1 one mail at a time",
        "DATA|554 5.5.1 no valid recipients"
      })
  void whatIsSaidWithinATransaction(String said, String reply) {
    client.say("MAIL FROM:<a@x.example>");
    assertThat(client.say(said)).startsWith(reply);
    assertThat(client.say("RCPT TO:<c@x.example>")).startsWith("250");
  }

  @Test
  void addressesBeyondAsciiAreRefused() {
    // UTF-8, as SMTPUTF8 would have it
    assertThat(client.say("MAIL FROM:<gr\u00c3\u00bc\u00c3\u009fe@x.example>"))
        .startsWith("553 5.6.7");
  }

  @Test
  void anAddressAMileLongIsRefused() {
    assertThat(client.say("MAIL FROM:<" + "a".repeat(400) + "@x.example>"))
        .startsWith("501 5.1.7 the address is longer than");
  }

  @Test
  void helloIsRequired() {
    try (SmtpTestClient silent = fixture.connect()) {
      assertThat(silent.say("MAIL FROM:<a@x.example>")).isEqualTo("503 5.5.1 say EHLO first");
      assertThat(silent.say("EHLO")).startsWith("501 5.5.4");
    }
  }

  @Test
  void aNameThatWouldForgeATraceIsNotWrittenIntoIt() {
    client.say("EHLO evil(;\u0001");
    client.send("a@x.example", "Subject: x\r\n\r\nx", "b@x.example");
    assertThat(fixture.hop.script.taken.getFirst().bytes()).startsWith("Received: from unknown (");
  }
}
