package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trueopen.standalone.demo.FakeIngest.Received;

@Timeout(240) // a few seconds, where nothing else runs
class LiveTrafficTest {

  private final AdjustableClock clock = new AdjustableClock();

  private LiveTraffic traffic(URI ingest, Clock clock) {
    var fast =
        new LiveSettings(
            Pace.standard(), 60, 120, Duration.ofDays(1), Duration.ofMillis(3), 20_000, 8);
    return new LiveTraffic(new DemoWorld(3, 500), ingest, FakeIngest.KEY, clock, 1, fast);
  }

  @Test
  void campaignsAndSingleMailsAreSentAndTheirHitsPlayedOnce() throws Exception {
    try (var ingest = new FakeIngest(n -> false)) {
      LiveTraffic traffic = traffic(ingest.uri(), clock);
      Thread thread = Thread.ofPlatform().daemon().start(traffic);
      Await.until("mails sent", () -> traffic.counters().deliveries() > 150);
      clock.advance(Duration.ofHours(20));
      Await.until("hits played", () -> traffic.counters().answered() > 100);
      // The clock stands still, so hardly anything is under way when all is closed.
      Await.until("all answered", () -> isAnswered(traffic.counters()));
      traffic.close();
      thread.join();

      LiveCounters counters = traffic.counters();
      assertThat(counters.planned())
          .isEqualTo(
              counters.untracked()
                  + counters.dropped()
                  + counters.waiting()
                  + counters.sentTotal());
      assertThat(counters.sentByPeople()).isPositive();
      assertThat(counters.answered()).isEqualTo(counters.sentTotal());
      assertThat(counters.failed()).isZero();
      assertThat(ingest.hits).hasSize((int) counters.sentTotal());
      assertThat(ingest.hits).allMatch(LiveTrafficTest::wellFormed);
      assertThat(ingest.mails)
          .allMatch(mail -> mail.get("from").asString().endsWith("@demo.example>"))
          .anyMatch(mail -> mail.get("to").size() == 1)
          .anyMatch(mail -> mail.get("to").size() == 50);
    }
  }

  private static boolean isAnswered(LiveCounters counters) {
    return counters.answered() + counters.failed() == counters.sentTotal();
  }

  private static boolean wellFormed(Received hit) {
    return hit.path().matches("/o/d\\d+\\.gif|/c/d\\d+\\.[012]")
        && hit.headers().containsKey("X-Forwarded-For")
        && !hit.headers().getOrDefault("User-Agent", "Java-http").contains("Java-http");
  }

  @Test
  void mailIsTriedAgainUntilTheIngestTierIsBack() throws Exception {
    try (var ingest = new FakeIngest(n -> n < 1)) {
      LiveTraffic traffic = traffic(ingest.uri(), clock);
      Thread thread = Thread.ofPlatform().daemon().start(traffic);
      Await.until("campaign sent", () -> traffic.counters().deliveries() >= 60);
      traffic.close();
      thread.join();

      assertThat(traffic.counters().refused()).isZero();
    }
  }

  @Test
  void lostHitsAreCountedAndTheTrafficGoesOn() throws Exception {
    try (var ingest = new FakeIngest(n -> false)) {
      LiveTraffic traffic = traffic(ingest.uri(), clock);
      ingest.hitsDown = true;
      Thread thread = Thread.ofPlatform().daemon().start(traffic);
      awaitWhileTimePasses("hits failed", () -> traffic.counters().failed() > 10);
      assertThat(traffic.counters().answered()).isZero();
      ingest.hitsDown = false;
      awaitWhileTimePasses("hits answered", () -> traffic.counters().answered() > 10);
      traffic.close();
      thread.join();
    }
  }

  private void awaitWhileTimePasses(String what, BooleanSupplier condition) {
    Await.until(
        what,
        () -> {
          clock.advance(Duration.ofSeconds(10));
          return condition.getAsBoolean();
        });
  }

  @Test
  void reportNamesLossesOnlyWhenThereAreAny() {
    var calm = new LiveCounters(3, 120, 0, 200, 0, 0, 80, sent(), 12, 0);
    var rough = new LiveCounters(3, 120, 0, 200, 0, 7, 80, sent(), 10, 2);

    assertThat(DemoReport.line(calm))
        .isEqualTo("demo: 3 mails to 120 recipients; 12 requests, 5 by people; 80 waiting");
    assertThat(DemoReport.line(rough)).endsWith("; 80 waiting, 2 failed, 7 dropped");
  }

  @Test
  void reportIsRepeated() {
    List<String> lines = new CopyOnWriteArrayList<>();
    var counters = new LiveCounters(3, 120, 0, 200, 0, 0, 80, sent(), 12, 0);
    try (var _ = new DemoReport(() -> counters, Duration.ofMillis(2), lines::add)) {
      Await.until("two lines", () -> lines.size() >= 2);
    }
  }

  private static Map<TrueClass, Long> sent() {
    return Map.of(
        TrueClass.PERSON, 2L, TrueClass.PERSON_VIA_PROXY, 3L, TrueClass.SECURITY_SCANNER, 7L);
  }
}
