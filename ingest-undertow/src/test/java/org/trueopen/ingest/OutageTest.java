package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Hit;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.log.TestBroker;
import org.trueopen.token.Token;

class OutageTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** In which something must be seen to happen; below the time that a stop takes at most. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final int MIB = 1024 * 1024;
  private static final String MESSAGE =
      """
      {"from":"a@acme.example","to":["b@example.net"],"text":"x"}""";

  private final DeliveryId delivery = DeliveryId.next();

  @Test
  void whileKafkaHangsHitsAreAnsweredByTheJournalAndReachKafkaOnceInTheEnd() {
    try (IngestFixture ingest = IngestFixture.start(SHORT)) {
      BROKER.pause();
      List<CompletableFuture<HttpResponse<byte[]>>> answers = open(ingest, 20);
      HttpResponse<byte[]> redirect =
          ingest.client.get(IngestFixture.clickPath(delivery, 0, "https://example.com/"));

      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(redirect.statusCode()).isEqualTo(302);
      Counters counted = ingest.client.counters();
      assertThat(counted.recorded()).isEqualTo(21);
      assertThat(counted.recordedBy("journal")).isEqualTo(21);
      assertThat(counted.addUp()).isTrue();

      BROKER.resume();

      awaitDrained(ingest);
      assertThat(Recorded.hitsOf(delivery))
          .extracting(Hit::hitId)
          .hasSize(21)
          .doesNotHaveDuplicates();
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void onceKafkaIsKnownToBeAwayNobodyWaitsForIt() {
    Duration deadline = Duration.ofSeconds(10);
    try (IngestFixture ingest = IngestFixture.start(deadline)) {
      BROKER.pause();
      open(ingest, 1).forEach(CompletableFuture::join);
      assertThat(ingest.client.counters().recordedBy("journal")).isEqualTo(1);

      long began = System.nanoTime();
      open(ingest, 5).forEach(CompletableFuture::join);
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      assertThat(took).isLessThan(deadline);
      await()
          .untilAsserted(
              () ->
                  assertThat(IngestClient.text(ingest.client.inside("/health/ready")))
                      .contains("\"ready\"", "Kafka has not kept up", "hits go to the journal"));
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void aDeadBrokerIsCaughtUpWithWhenItIsBack() {
    try (IngestFixture ingest = IngestFixture.start(SHORT)) {
      BROKER.kill();
      assertThat(open(ingest, 50)).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(ingest.client.counters()).matches(counted -> counted.lost() == 0);

      BROKER.restart();

      awaitDrained(ingest);
      assertThat(distinctHits()).isEqualTo(50);
      await().until(() -> !ingest.client.isDiverted());
      await()
          .until(
              () -> {
                open(ingest, 1).forEach(CompletableFuture::join);
                return ingest.client.counters().recordedBy("kafka") > 0;
              });
    }
  }

  @Test
  void aProcessThatStartsWhileKafkaIsAwayAnswersAndRecordsAllTheSame() {
    IngestFixture.shared(); // has written the settings
    BROKER.kill();
    DeliveryId muted = DeliveryId.next();
    try (IngestFixture ingest = IngestFixture.startWithoutKafka(SHORT)) {
      assertThat(open(ingest, 3)).allMatch(answer -> answer.join().statusCode() == 200);
      ingest.client.get(IngestFixture.openPath(IngestFixture.MUTED, muted));
      assertThat(ingest.client.get("/health/mail").statusCode()).isEqualTo(503);
      assertThat(reasons(ingest, "/health/ready", 200))
          .anyMatch(reason -> reason.contains("mail cannot be taken yet"));
      assertThat(ingest.client.post(MESSAGE).statusCode()).isEqualTo(503);

      BROKER.restart();

      assertThat(ingest.server.awaitMail(Duration.ofMinutes(2))).isTrue();
      awaitDrained(ingest);
      assertThat(distinctHits()).isEqualTo(3);
      // Its account's kill switch is known by now.
      assertThat(Recorded.hitsOf(muted)).isEmpty();
      assertThat(ingest.client.counters()).matches(Counters::addUp);
      await().until(() -> ingest.client.post(MESSAGE).statusCode() == 200);
    } finally {
      BROKER.restart();
    }
  }

  @Test
  void whatOneProcessHadInItsJournalTheNextOneBringsToKafka() {
    IngestFixture.shared(); // has written the settings
    Path journal = IngestFixture.newFolder();
    BROKER.pause();
    try {
      try (IngestFixture ingest =
          IngestFixture.startWithoutKafka(IngestFixture.withJournal(journal, 64 * MIB, SHORT))) {
        open(ingest, 7).forEach(CompletableFuture::join);
      }
    } finally {
      BROKER.resume();
    }
    try (IngestFixture next =
        IngestFixture.start(IngestFixture.withJournal(journal, 64 * MIB, SHORT))) {
      awaitDrained(next);
      assertThat(distinctHits()).isEqualTo(7);
    }
  }

  @Test
  void withAFullJournalHitsAreAnsweredAndCountedAsLostAndHealthSaysSoUntilKafkaIsBack() {
    try (IngestFixture ingest =
        IngestFixture.start(IngestFixture.withJournal(IngestFixture.newFolder(), MIB, SHORT))) {
      BROKER.pause();
      String agent = "x".repeat(1000);
      String path = path();
      while (ingest.client.counters().lost() == 0) {
        assertThat(ingest.client.get(path, "User-Agent", agent).statusCode()).isEqualTo(200);
      }

      assertThat(ingest.client.counters()).matches(Counters::addUp);
      assertThat(reasons(ingest, "/health/ready", 503))
          .anyMatch(reason -> reason.contains("hits are being lost"))
          .anyMatch(reason -> reason.contains("the journal is full"));
      assertThat(ingest.client.get("/health/live").statusCode()).isEqualTo(200);

      BROKER.resume();

      await().until(() -> ingest.client.get("/health/ready").statusCode() == 200);
      awaitDrained(ingest);
      assertThat(distinctHits()).isEqualTo(ingest.client.counters().recorded());
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void aMessageThatCannotBeRecordedIsRefusedAndMayBeSentAgain() {
    String message =
        """
        {"from":"a@acme.example","to":["b@example.net","c@example.net"],"text":"x"}""";
    try (IngestFixture ingest = IngestFixture.start(Duration.ofMillis(800))) {
      BROKER.pause();
      HttpResponse<byte[]> refused = ingest.client.post(message);
      BROKER.resume();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(IngestClient.json(refused).get("error").get("code").asString())
          .isEqualTo("unavailable");
      await().until(() -> ingest.client.post(message).statusCode() == 200);
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void anOptOutThatCannotBeRecordedAsksToTryAgain() {
    String path =
        "/opt-out/"
            + IngestFixture.TOKENS.encode(new Token.OptOut(IngestFixture.ACME, delivery, 4711));
    try (IngestFixture ingest = IngestFixture.start(LONG)) {
      BROKER.pause();
      HttpResponse<byte[]> refused = ingest.client.postForm(path, "action=opt-out");
      HttpResponse<byte[]> page = ingest.client.get(path);
      BROKER.resume();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(IngestClient.text(refused)).contains("could not be saved", "try again");
      assertThat(IngestClient.text(page)).contains("Stop tracking me");
      await().until(() -> ingest.client.postForm(path, "action=opt-out").statusCode() == 200);
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void aRepeatedCallAfterAnOutageHasTheSameIds() {
    String message =
        """
        {"from":"a@acme.example","to":["b@example.net","c@example.net"],"text":"x"}""";
    String key = delivery.value();
    try (IngestFixture ingest = IngestFixture.start(Duration.ofMillis(800))) {
      BROKER.pause();
      HttpResponse<byte[]> refused =
          ingest.client.call("/v1/messages", message, "Idempotency-Key", key);
      BROKER.resume();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      List<String> answers = new ArrayList<>();
      while (answers.size() < 2) {
        HttpResponse<byte[]> response =
            ingest.client.call("/v1/messages", message, "Idempotency-Key", key);
        if (response.statusCode() == 200) {
          answers.add(IngestClient.text(response));
        }
      }
      assertThat(answers.get(1)).isEqualTo(answers.get(0));
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void aProcessThatIsClosedAnswersWhatWasBegunAndNothingElse() {
    IngestConfig config = IngestFixture.withJournal(IngestFixture.newFolder(), 64 * MIB, SOON);
    IngestFixture ingest = IngestFixture.start(config);
    try {
      BROKER.pause();
      List<CompletableFuture<HttpResponse<byte[]>>> begun = open(ingest, 5);
      CompletableFuture<Void> closed = closeLater(ingest);
      await().until(() -> ingest.client.get("/health/live").statusCode() == 503);
      assertThat(reasons(ingest, "/health/ready", 503)).contains("the process is stopping");
      assertThat(closed).isNotDone();

      assertThat(begun).allMatch(answer -> answer.join().statusCode() == 200);
      BROKER.resume();
      closed.join();
      assertThatThrownBy(() -> ingest.client.get("/health/live"))
          .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
    } finally {
      BROKER.resume();
    }
    // What Kafka had not taken in the few seconds of a stop is in the journal still.
    try (IngestFixture next = IngestFixture.start(config)) {
      awaitDrained(next);
      assertThat(distinctHits()).isEqualTo(5);
    }
  }

  @Test
  void aProcessThatIsToStopSaysSoAndGoesOnUntilBalancersHaveSeenIt() {
    IngestFixture ingest = IngestFixture.start(IngestFixture.withStopDelay(SOON));
    CompletableFuture<Void> closed = closeLater(ingest);

    await().until(() -> ingest.client.get("/health/ready").statusCode() == 503);
    HttpResponse<byte[]> pixel =
        ingest.client.get(IngestFixture.openPath(IngestFixture.ACME, delivery));

    assertThat(pixel.statusCode()).isEqualTo(200);
    assertThat(pixel.headers().firstValue("Connection")).contains("close");
    closed.join();
    assertThat(distinctHits()).isEqualTo(1);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = IngestFixture.shared().server.port();

    assertThatThrownBy(
            () -> IngestServer.start(IngestFixture.config(taken, LONG, 1024), Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("INGEST_PORT: cannot listen on 127.0.0.1:" + taken);
  }

  /** Not in the common pool, where the HTTP client completes its answers. */
  private static CompletableFuture<Void> closeLater(IngestFixture ingest) {
    return CompletableFuture.runAsync(ingest::close, task -> Thread.ofPlatform().start(task));
  }

  /** Without a recipient, and so without the limit of one delivery's hits. */
  private String path() {
    return "/o/"
        + IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, 0))
        + ".gif";
  }

  private long distinctHits() {
    return Recorded.hitsOf(delivery).stream().map(Hit::hitId).distinct().count();
  }

  private static void awaitDrained(IngestFixture ingest) {
    await().atMost(Duration.ofMinutes(2)).until(() -> ingest.client.journaled() == 0);
  }

  private static List<String> reasons(IngestFixture ingest, String path, int status) {
    HttpResponse<byte[]> answer = ingest.client.inside(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    List<String> result = new ArrayList<>();
    IngestClient.json(answer).get("reasons").forEach(reason -> result.add(reason.asString()));
    return result;
  }

  /** Asks for a pixel several times at once and returns when all requests have been received. */
  private List<CompletableFuture<HttpResponse<byte[]>>> open(IngestFixture ingest, int times) {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    long before = ingest.client.counters().received();
    for (int i = 0; i < times; i++) {
      answers.add(ingest.client.getLater(path()));
    }
    await().until(() -> ingest.client.counters().received() == before + times);
    return answers;
  }
}
