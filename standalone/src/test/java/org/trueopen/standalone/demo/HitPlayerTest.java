package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.FakeIngest.Received;

class HitPlayerTest {

  private final AdjustableClock clock = new AdjustableClock();
  private final LiveTally tally = new LiveTally();

  private static TrackedMail mail(int number) {
    String id = "d" + number;
    List<String> links = List.of("/c/" + id + ".0", "/c/" + id + ".1", "/c/" + id + ".2");
    return new TrackedMail(id, id + "@postbox.example", Optional.of("/o/" + id + ".gif"), links);
  }

  /** What the hit should look like when it arrives, its own headers only. */
  private static Received expected(TrackedMail mail, PlannedHit hit) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(hit.headers());
    headers.put("User-Agent", hit.userAgent());
    headers.put("X-Forwarded-For", hit.ip());
    return new Received(hit.method(), mail.path(hit).orElseThrow(), headers);
  }

  private static Received stripped(Received hit) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(hit.headers());
    headers.keySet().removeAll(List.of("Host", "Connection", "Content-length"));
    return new Received(hit.method(), hit.path(), headers);
  }

  @Test
  void everyPlannedHitArrivesOnceWithItsAddressAndHeaders() throws IOException {
    var world = new DemoWorld(2, 600);
    List<Received> expected = new ArrayList<>();
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var hits = new HitPlayer(api, clock, LiveSettings.standard(), tally);
      for (Recipient who : world.recipients()) {
        TrackedMail mail = mail(who.number());
        var plan =
            world.plan(who, world.newsletters().getFirst(), 3, Draw.generator(1, who.number()));
        plan.forEach(hit -> expected.add(expected(mail, hit)));
        hits.schedule(mail, plan);
      }
      Thread thread = Thread.ofPlatform().daemon().start(hits);
      clock.advance(Duration.ofDays(60));
      Await.until(
          "all answered", () -> tally.answered.sum() + tally.failed.sum() >= expected.size());
      hits.stop();
      thread.interrupt();

      assertThat(expected).hasSizeGreaterThan(300);
      assertThat(ingest.hits.stream().map(HitPlayerTest::stripped).toList())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(tally.failed.sum()).isZero();
    }
  }

  @Test
  void hitsWaitForTheirMoment() throws IOException {
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var player = new HitPlayer(api, clock, LiveSettings.standard(), tally);
      player.schedule(mail(1), List.of(open(Duration.ofSeconds(10)), open(Duration.ofHours(9))));
      Thread thread = Thread.ofPlatform().daemon().start(player);
      clock.advance(Duration.ofSeconds(10));
      Await.until("first answered", () -> tally.answered.sum() == 1);

      assertThat(player.waiting()).isEqualTo(1);
      player.stop();
      thread.interrupt();
    }
  }

  @Test
  void hitsBeyondTheBoundAreCountedAsDropped() throws IOException {
    var small =
        new LiveSettings(Pace.standard(), 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 4, 1);
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var player = new HitPlayer(api, clock, small, tally);
      for (int i = 0; i < 10; i++) {
        player.schedule(mail(i), List.of(open(Duration.ofSeconds(i))));
      }

      LiveCounters counters = tally.counters(player.waiting());
      assertThat(counters.dropped()).isEqualTo(6);
      assertThat(counters.waiting()).isEqualTo(4);
      assertThat(counters.planned()).isEqualTo(10);
    }
  }

  @Test
  void untrackedMailCausesNoRequests() throws IOException {
    var untracked = new TrackedMail("d1", "a@postbox.example", Optional.empty(), List.of());
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var player = new HitPlayer(api, clock, LiveSettings.standard(), tally);
      player.schedule(untracked, List.of(open(Duration.ZERO)));

      assertThat(tally.counters(player.waiting()).untracked()).isEqualTo(1);
      assertThat(player.waiting()).isZero();
    }
  }

  private static PlannedHit open(Duration visit) {
    return new PlannedHit(
        visit,
        Duration.ZERO,
        PlannedHit.Kind.OPEN,
        -1,
        "GET",
        "203.0.113.9",
        PrivacyPreload.AGENT,
        TrueClass.PRIVACY_PRELOAD);
  }
}
