package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A stop loses nothing: mails in flight are answered, others never taken. */
class RelayCloseTest {

  @Test
  void idleClientsAreToldAndTheMailInFlightIsAnswered() throws InterruptedException {
    try (RelayFixture fixture =
            RelayFixture.start(RelayFixture.limit("closeTimeout", Duration.ofMinutes(1)));
        SmtpTestClient idle = fixture.logIn();
        SmtpTestClient busy = fixture.logIn()) {
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      fixture.hop.script.end =
          to -> {
            reached.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return "250 2.0.0 Ok";
          };
      busy.say("MAIL FROM:<a@x.example>");
      busy.say("RCPT TO:<b@x.example>");
      busy.say("DATA");
      busy.raw("Subject: x\r\n\r\nx\r\n.\r\n");
      reached.await();
      Thread stop = Thread.ofVirtual().start(fixture.relay::close);
      assertThat(idle.reply()).isEqualTo("421 4.3.2 the server is stopping");
      assertThat(idle.reply()).isEqualTo("closed");
      assertThat(greeting(fixture.relay.port()))
          .isIn("refused", "closed", "421 4.3.2 the server is stopping");
      assertThat(stop.isAlive()).isTrue();
      go.countDown();
      assertThat(busy.reply()).isEqualTo("250 2.0.0 Ok");
      assertThat(busy.reply()).isEqualTo("421 4.3.2 the server is stopping");
      stop.join();
    }
  }

  @Test
  void aMailThatTakesTooLongIsBrokenOff() {
    try (RelayFixture fixture =
            RelayFixture.start(RelayFixture.limit("closeTimeout", Duration.ofMillis(300)));
        SmtpTestClient client = fixture.logIn()) {
      fixture.hop.script.end = to -> NextHopScript.SAY_NOTHING;
      client.say("MAIL FROM:<a@x.example>");
      client.say("RCPT TO:<b@x.example>");
      client.say("DATA");
      client.raw("Subject: x\r\n\r\nx\r\n.\r\n");
      Awaitility.await().until(() -> fixture.counter("received") == 1);
      fixture.relay.close();
      assertThat(client.reply()).doesNotStartWith("250");
      assertThat(fixture.counter("accepted")).isZero();
    }
  }

  @Test
  void aPortThatIsTakenIsToldSo() {
    try (RelayFixture fixture = RelayFixture.start()) {
      assertThatThrownBy(
              () ->
                  RelayFixture.start(
                          config -> RelayFixture.with(config, "port", fixture.relay.port()))
                      .close())
          .hasMessageContaining("cannot listen on 127.0.0.1:" + fixture.relay.port());
    }
  }

  /**
   * The kernel lets go of the port when the thread that accepts has woken up: a connection made
   * just before that is reset, or accepted and sent away.
   */
  private static String greeting(int port) {
    try (SmtpTestClient client = new SmtpTestClient(port)) {
      return client.greeting;
    } catch (UncheckedIOException e) {
      return String.valueOf(e.getMessage()).contains("refused") ? "refused" : e.toString();
    }
  }
}
