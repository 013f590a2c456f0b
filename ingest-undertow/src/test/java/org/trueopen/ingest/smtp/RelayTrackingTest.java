package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever tracking does, mail goes out; and what left untracked is counted. */
class RelayTrackingTest {

  private static final String MAIL =
      "Subject: x\r\nX-TrueOpen-Campaign: spring,\r\n\tsummer\r\nTo: b@x.example\r\n\r\nPIXEL";
  private static final String PLAIN = "Subject: x\r\nTo: b@x.example\r\n\r\nPIXEL\r\n";

  @ParameterizedTest
  @CsvSource({
    "THROWS, failed",
    "OVERFLOWS, failed",
    "HANGS, timeout",
    "WRITES_NOT, failed",
    "WRITES_BARE_LF, failed",
    "FORGETS_ONE, failed"
  })
  void mailGoesOutAsItCameWithoutOurHeaders(FakeTracking.Mood mood, String reason) {
    Duration timeout =
        mood == FakeTracking.Mood.HANGS ? Duration.ofMillis(300) : Duration.ofMinutes(1);
    try (RelayFixture fixture = RelayFixture.start(RelayFixture.limit("trackingTimeout", timeout));
        SmtpTestClient client = fixture.logIn()) {
      fixture.tracking.mood = mood;
      assertThat(client.send("a@x.example", MAIL, "b@x.example", "c@x.example")).startsWith("250");
      assertThat(fixture.hop.script.taken)
          .hasSize(2)
          .allSatisfy(taken -> assertThat(taken.afterTrace()).isEqualTo(PLAIN));
      assertThat(fixture.counter("untrackedByReason", reason)).isEqualTo(2);
      assertThat(fixture.counter("untracked")).isEqualTo(2);
      fixture.tracking.never.countDown();
    }
  }

  @Test
  void whatTrackingSaysOfItselfIsCounted() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      fixture.tracking.mood = FakeTracking.Mood.SAYS_IT_FAILED;
      assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      assertThat(fixture.counter("untrackedByReason", "said-so")).isEqualTo(1);
    }
  }

  @Test
  void whatLeftUntrackedIsInTheMetricsByItsReason() {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      fixture.relay.counters().bindTo(metrics);
      fixture.tracking.mood = FakeTracking.Mood.THROWS;
      assertThat(client.send("a@x.example", MAIL, "b@x.example", "c@x.example")).startsWith("250");
      assertThat(metrics.scrape())
          .contains("trueopen_ingest_relay_untracked_total{reason=\"failed\"} 2.0")
          .contains("trueopen_ingest_relay_untracked_total{reason=\"timeout\"} 0.0")
          .contains("trueopen_ingest_relay_copies_total 2.0")
          .contains("trueopen_ingest_relay_received_total 1.0")
          .contains("trueopen_ingest_relay_mails_total{outcome=\"accepted\"} 1.0")
          .contains("trueopen_ingest_relay_connections 1.0")
          .contains("# HELP trueopen_ingest_relay_untracked_total Copies that left without");
    }
  }

  @Test
  void mailWithoutAnyHeaderOrBodyPasses() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      client.say("MAIL FROM:<a@x.example>");
      client.say("RCPT TO:<b@x.example>");
      client.say("DATA");
      assertThat(client.say(".")).startsWith("250");
      assertThat(fixture.hop.script.taken.getFirst().afterTrace()).isEmpty();
      assertThat(client.send("a@x.example", "\r\nno header at all", "b@x.example"))
          .startsWith("250");
    }
  }

  @Test
  void aCallThatHangsHoldsNoMailBack() {
    try (RelayFixture fixture =
            RelayFixture.start(RelayFixture.limit("trackingTimeout", Duration.ofSeconds(2)));
        SmtpTestClient client = fixture.logIn()) {
      fixture.tracking.mood = FakeTracking.Mood.HANGS;
      for (int i = 0; i < 3; i++) {
        assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      }
      fixture.tracking.mood = FakeTracking.Mood.WELL;
      assertThat(client.send("a@x.example", MAIL, "b@x.example")).startsWith("250");
      assertThat(fixture.hop.script.taken.getLast().bytes()).contains("<img alt=");
    }
  }
}
