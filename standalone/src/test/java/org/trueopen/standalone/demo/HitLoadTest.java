package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HitLoadTest {

  /** A request without its answer stays one request. */
  @Test
  void everyRequestIsSentOnceAndTheAcknowledgedOnesAreThoseReceived() throws Exception {
    try (var ingest = new FakeIngest(n -> n > 5 && n % 7 == 0);
        var load = new HitLoad(ingest.uri(), FakeIngest.KEY, "t1", 1000)) {
      assertThat(load.send(300)).isEqualTo(250);

      load.start();
      Await.until("a hundred hits", () -> ingest.hits.size() >= 100);
      List<HitAttempt> attempts = load.end();

      long acknowledged = attempts.stream().filter(HitAttempt::acknowledged).count();
      assertThat(acknowledged).isEqualTo(ingest.hits.size());
      assertThat(attempts).anyMatch(a -> a.status() == 503 && !a.acknowledged());
      assertThat(attempts).allMatch(a -> a.tookNanos() > 0);
      assertThat(load.waiting()).isZero();
    }
  }
}
