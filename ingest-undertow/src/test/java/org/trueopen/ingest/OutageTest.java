package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.log.TestBroker;
import org.trueopen.token.Token;

class OutageTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Duration LONG = Duration.ofSeconds(60);

  private final DeliveryId delivery = DeliveryId.next();

  @Test
  void hitsThatArriveWhileKafkaHangsWaitAndAreThenRecorded() {
    try (IngestFixture ingest = IngestFixture.start(LONG)) {
      BROKER.pause();
      List<CompletableFuture<HttpResponse<byte[]>>> answers = open(ingest, 20);
      assertThat(answers).noneMatch(CompletableFuture::isDone);

      BROKER.resume();

      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(Recorded.hitsOf(delivery)).hasSize(20);
      Counters counted = ingest.client.counters();
      assertThat(counted.recorded()).isEqualTo(20);
      assertThat(counted.addUp()).isTrue();
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void hitsThatArriveWhileTheBrokerIsDeadWaitForItAsLongAsTheyMay() {
    try (IngestFixture patient = IngestFixture.start(LONG);
        IngestFixture impatient = IngestFixture.start(Duration.ofMillis(500))) {
      BROKER.kill();
      List<CompletableFuture<HttpResponse<byte[]>>> waiting = open(patient, 5);
      assertThat(open(impatient, 50)).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(impatient.client.counters()).matches(counted -> counted.lost() == 50);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      BROKER.restart();

      assertThat(waiting).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(Recorded.hitsOf(delivery)).hasSize(5);
      assertThat(patient.client.counters()).matches(counted -> counted.lost() == 0);
    }
  }

  @Test
  void beyondTheDeadlineHitsAreAnsweredCountedAsLostAndHealthSaysSoUntilTheNextSuccess() {
    try (IngestFixture ingest = IngestFixture.start(Duration.ofMillis(800))) {
      BROKER.pause();

      List<CompletableFuture<HttpResponse<byte[]>>> answers = open(ingest, 5);
      HttpResponse<byte[]> redirect =
          ingest.client.get(IngestFixture.clickPath(delivery, 0, "https://example.com/"));

      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(redirect.statusCode()).isEqualTo(302);
      Counters counted = ingest.client.counters();
      assertThat(counted.lost()).isEqualTo(6);
      assertThat(counted.addUp()).isTrue();
      HttpResponse<byte[]> ready = ingest.client.get("/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(IngestClient.json(ready).get("reason").asString()).contains("lost");
      assertThat(ingest.client.get("/health/live").statusCode()).isEqualTo(200);

      BROKER.resume();

      await()
          .until(
              () -> {
                ingest.client.get(IngestFixture.openPath(IngestFixture.ACME, delivery));
                return ingest.client.get("/health/ready").statusCode() == 200;
              });
      assertThat(ingest.client.counters()).matches(Counters::addUp);
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
    IngestFixture ingest = IngestFixture.start(LONG);
    try {
      BROKER.pause();
      List<CompletableFuture<HttpResponse<byte[]>>> begun = open(ingest, 5);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(ingest::close);
      await().until(() -> ingest.client.get("/health/live").statusCode() == 503);
      assertThat(closed).isNotDone();

      BROKER.resume();

      assertThat(begun).allMatch(answer -> answer.join().statusCode() == 200);
      closed.join();
      assertThat(Recorded.hitsOf(delivery)).hasSize(5);
      assertThatThrownBy(() -> ingest.client.get("/health/live"))
          .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
    } finally {
      BROKER.resume();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int taken = IngestFixture.shared().server.port();

    assertThatThrownBy(
            () -> IngestServer.start(IngestFixture.config(taken, LONG, 1024), Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("INGEST_PORT: cannot listen on 127.0.0.1:" + taken);
  }

  /** Asks for a pixel several times at once and returns when all requests have been received. */
  private List<CompletableFuture<HttpResponse<byte[]>>> open(IngestFixture ingest, int times) {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(ingest.client.getLater(IngestFixture.openPath(IngestFixture.ACME, delivery)));
    }
    await().until(() -> ingest.client.counters().received() == times);
    return answers;
  }
}
