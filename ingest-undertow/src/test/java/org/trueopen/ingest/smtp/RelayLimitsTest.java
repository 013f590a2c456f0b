package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit is told plainly, counted, and leaves the relay as it was. */
class RelayLimitsTest {

  private static final String MAIL = "Subject: x\r\n\r\nPIXEL";

  /** Long enough for the steps before the one that is to take too long. */
  private static final Duration HASTY = Duration.ofSeconds(3);

  @Test
  void tooManyConnectionsAreTurnedAwayUntilOneEnds() {
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.limit("maxConnections", 1))) {
      try (SmtpTestClient first = fixture.connect();
          SmtpTestClient second = fixture.connect()) {
        assertThat(first.greeting).startsWith("220");
        assertThat(second.greeting).isEqualTo("421 4.3.2 too many connections, try again later");
        assertThat(second.reply()).isEqualTo("closed");
      }
      Awaitility.await().until(() -> fixture.counter("openConnections") == 0);
      try (SmtpTestClient third = fixture.connect()) {
        assertThat(third.greeting).startsWith("220");
      }
      assertThat(fixture.counter("limited", "connections")).isEqualTo(1);
    }
  }

  @Test
  void oneAddressMayHaveSoManyConnections() {
    try (RelayFixture fixture =
            RelayFixture.start(RelayFixture.limit("maxConnectionsPerAddress", 1));
        SmtpTestClient first = fixture.connect();
        SmtpTestClient second = fixture.connect()) {
      assertThat(first.greeting).startsWith("220");
      assertThat(second.greeting).isEqualTo("421 4.7.0 too many connections from your address");
      assertThat(fixture.counter("limited", "connections-of-address")).isEqualTo(1);
    }
  }

  @Test
  void recipientsBeyondTheLimitAreDeferredAndTheOthersServed() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      client.say("MAIL FROM:<a@x.example>");
      for (int i = 0; i < 5; i++) {
        assertThat(client.say("RCPT TO:<r" + i + "@x.example>")).startsWith("250");
      }
      for (int i = 5; i < 100; i++) {
        assertThat(client.say("RCPT TO:<r" + i + "@x.example>"))
            .isEqualTo("452 4.5.3 no more than 5 recipients for one mail");
      }
      client.say("DATA");
      assertThat(client.say(MAIL + "\r\n.")).startsWith("250 2.0.0 taken for 5");
      assertThat(fixture.counter("limited", "recipients")).isEqualTo(95);
    }
  }

  @Test
  void aMailDeclaredTooBigIsRefusedAtOnce() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      assertThat(client.say("MAIL FROM:<a@x.example> SIZE=262145"))
          .isEqualTo("552 5.3.4 the mail is too big");
      assertThat(client.say("MAIL FROM:<a@x.example> SIZE=99999999999999999999"))
          .startsWith("552 5.3.4");
      assertThat(client.say("MAIL FROM:<a@x.example> SIZE=262144")).startsWith("250");
      assertThat(fixture.counter("limited", "message-size")).isEqualTo(2);
    }
  }

  @Test
  void aMailThatTurnsOutTooBigIsRefusedAndNothingOfItTakenForCommands() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      String line = "MAIL FROM:<evil@x.example>\r\n";
      assertThat(client.send("a@x.example", line.repeat(10_000), "b@x.example"))
          .isEqualTo("552 5.3.4 the mail is too big");
      assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      assertThat(fixture.hop.script.taken).hasSize(1);
      assertThat(fixture.counter("refused")).isEqualTo(1);
    }
  }

  @Test
  void aMailOfExactlyTheLimitIsTaken() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      String head = "Subject: x\r\n\r\n";
      String mail = head + "x".repeat(256 * 1024 - head.length() - 2);
      assertThat(client.send("a@x.example", mail, "b@x.example")).startsWith("250");
      assertThat(client.send("a@x.example", mail + "x", "b@x.example")).startsWith("552");
    }
  }

  @Test
  void aMailWithoutEndEndsTheConnection() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      client.say("MAIL FROM:<a@x.example>");
      client.say("RCPT TO:<b@x.example>");
      client.say("DATA");
      client.raw("x".repeat(1024 * 1024 + 100));
      assertThat(client.reply()).startsWith("421 4.3.0");
    }
  }

  @Test
  void mailThatDoesNotFitIntoMemoryIsDeferredUntilThereIsRoom() {
    try (RelayFixture fixture =
            RelayFixture.start(RelayFixture.limit("maxBytesInMemory", 192 * 1024));
        SmtpTestClient first = fixture.logIn();
        SmtpTestClient second = fixture.logIn()) {
      fixture.hop.script.end = to -> "250 2.0.0 Ok";
      first.say("MAIL FROM:<a@x.example>");
      first.say("RCPT TO:<b@x.example>");
      first.say("DATA");
      first.raw("Subject: x\r\n\r\n" + "x".repeat(128 * 1024));
      second.say("MAIL FROM:<a@x.example>");
      second.say("RCPT TO:<b@x.example>");
      second.say("DATA");
      Awaitility.await()
          .untilAsserted(
              () -> {
                try (SmtpTestClient third = fixture.logIn()) {
                  assertThat(third.say("MAIL FROM:<a@x.example> SIZE=20000"))
                      .isEqualTo("452 4.3.1 no memory for this mail now, try again later");
                }
              });
      assertThat(second.say("Subject: x\r\n\r\n" + "x".repeat(70 * 1024) + "\r\n."))
          .isEqualTo("452 4.3.1 no memory for this mail now, try again later");
      assertThat(first.say("\r\n.")).startsWith("250");
      assertThat(
              second.send(
                  "a@x.example", "Subject: x\r\n\r\n" + "x".repeat(70 * 1024), "b@x.example"))
          .startsWith("250");
    }
  }

  @ParameterizedTest
  @CsvSource({"loginTimeout, ''", "idleTimeout, ''", "idleTimeout, login", "dataTimeout, data"})
  void whoSaysNothingIsSentAway(String timeout, String until) {
    Duration time = until.isEmpty() ? Duration.ofMillis(300) : HASTY;
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.limit(timeout, time));
        SmtpTestClient client = until.isEmpty() ? fixture.connect() : fixture.logIn()) {
      if (until.equals("data")) {
        client.say("MAIL FROM:<a@x.example>");
        client.say("RCPT TO:<b@x.example>");
        client.say("DATA");
      }
      assertThat(client.reply()).isEqualTo("421 4.4.2 Timeout waiting for data from client.");
      assertThat(client.reply()).isEqualTo("closed");
    }
  }

  @Test
  void aLoginCannotBePutOffByTalking() {
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.limit("loginTimeout", HASTY));
        SmtpTestClient client = fixture.connect()) {
      Awaitility.await()
          .pollInterval(HASTY.dividedBy(5)) // more would be too many commands
          .untilAsserted(() -> assertThat(client.say("NOOP")).startsWith("421"));
      assertThat(fixture.counter("limited", "time")).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatIsOverIsNoLongerWatched() throws Exception {
    Duration login = Duration.ofSeconds(2);
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.limit("loginTimeout", login))) {
      try (SmtpTestClient _ = fixture.connect(); // and leaves
          SmtpTestClient quitting = fixture.connect()) {
        assertThat(quitting.say("QUIT")).startsWith("221");
      }
      // Counts once, after the deadlines of both before it.
      try (SmtpTestClient silent = fixture.connect()) {
        assertThat(silent.reply()).startsWith("421");
      }
      Thread.sleep(Duration.ofSeconds(2)); // the grace beyond it, and more

      assertThat(fixture.counter("limited", "time")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"NOOP", "RSET", "VRFY somebody", "EHLO again.example", "JUNK", "MAIL", "XX"})
  void commandsThatLeadNowhereAreLimited(String command) {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.connect()) {
      client.say("EHLO app.example");
      String last = "";
      int count = 0;
      while (!last.startsWith("421") && count < 50) {
        last = client.say(command);
        count++;
      }
      if (command.equals("MAIL")) {
        // Refused for want of a login, which well-meaning clients hear too.
        assertThat(last).startsWith("530");
      } else {
        assertThat(last).isEqualTo("421 4.7.0 too many commands that lead nowhere");
        assertThat(count).isEqualTo(11);
        assertThat(client.reply()).isEqualTo("closed");
      }
    }
  }

  @Test
  void aMailTakenForgivesThem() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      for (int i = 0; i < 30; i++) {
        assertThat(client.say("RSET")).startsWith("250");
        assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      }
    }
  }

  @Test
  void aLineWithoutEndEndsTheConnection() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.connect()) {
      client.raw("x".repeat(100_000));
      assertThat(client.reply()).startsWith("501 5.5.2");
    }
  }

  @Test
  void aSlowNextHopDefersWhatIsLeft() {
    UnaryOperator<RelayConfig> slow = RelayFixture.hop("replyTimeout", HASTY);
    try (RelayFixture fixture = RelayFixture.start(slow);
        SmtpTestClient client = fixture.logIn()) {
      fixture.hop.script.end =
          to -> to.startsWith("b") ? NextHopScript.SAY_NOTHING : "250 2.0.0 Ok";
      assertThat(client.send("s@x.example", MAIL, "a@x.example", "b@x.example", "c@x.example"))
          .isEqualTo("451 4.4.2 the connection to the next hop was lost, try again later");
      assertThat(fixture.hop.script.taken)
          .extracting(NextHopScript.Taken::recipients)
          .containsExactly("a@x.example", "c@x.example");
    }
  }

  @Test
  void oneMailHasOnlySoMuchTime() {
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.hop("mailTimeout", Duration.ZERO));
        SmtpTestClient client = fixture.logIn()) {
      assertThat(client.send("s@x.example", MAIL, "a@x.example"))
          .isEqualTo("451 4.3.2 the next hop is too slow for all copies at once");
      assertThat(fixture.hop.script.taken).isEmpty();
    }
  }
}
