package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.DELIVERY;
import static org.trueopen.verdict.Hits.SENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Transport.Report;

/**
 * Kafka, retries and clocks may bring the events of a delivery in any order, and more than once.
 */
class ArrivalOrderTest {

  /** Some of the readers are the account's own. */
  private static final Rules RULES =
      Rules.of(
          new RuleSettings(Map.of("reloadSeconds", 5), List.of("198.51.3.0/24")),
          new KeyedHash(new byte[32]));

  @Property(tries = 500)
  void anyOrderOfArrivalEndsInTheSameStatements(
      @ForAll("hits") List<HitFacts> hits,
      @ForAll("reports") List<Report> reports,
      @ForAll long seed,
      @ForAll long otherSeed) {
    Books one = arrive(hits, reports, new Random(seed));
    Books other = arrive(hits, reports, new Random(otherSeed));

    assertThat(one.live()).isEqualTo(other.live());
    assertThat(one.engagement()).isNotNull().isEqualTo(other.engagement());
    assertThat(one.transport()).isEqualTo(other.transport());
    assertThat(latest(one.reports())).isEqualTo(latest(other.reports())).isEqualTo(latest(reports));
  }

  @Property(tries = 200)
  void everyHitHasExactlyOneLiveVerdictAfterEveryStep(
      @ForAll("hits") List<HitFacts> hits, @ForAll long seed) {
    Books books = arrive(hits, List.of(), new Random(seed));

    assertThat(books.live().keySet())
        .isEqualTo(books.known())
        .isEqualTo(hits.stream().map(HitFacts::hitId).collect(Collectors.toSet()));
    assertThat(books.live().values()).allMatch(live -> DELIVERY.filing().equals(live.filing()));
  }

  /** As whoever reads the reports takes them. */
  private static Map<Status, Instant> latest(List<Report> reports) {
    Map<Status, Instant> latest = new EnumMap<>(Status.class);
    reports.forEach(
        report -> latest.merge(report.status(), report.at(), (a, b) -> a.isAfter(b) ? a : b));
    return latest;
  }

  private static Books arrive(List<HitFacts> hits, List<Report> reports, Random random) {
    Books books = new Books(RULES);
    List<Runnable> events = new ArrayList<>();
    events.add(() -> books.deliver(DELIVERY));
    events.add(() -> books.deliver(DELIVERY));
    for (Report report : reports) {
      events.add(() -> books.report(report));
    }
    for (HitFacts hit : hits) {
      events.add(() -> books.hit(hit));
      if (random.nextInt(4) == 0) {
        events.add(() -> books.hit(hit));
      }
    }
    Collections.shuffle(events, random);
    for (Runnable event : events) {
      event.run();
      assertThat(books.live().keySet()).isEqualTo(books.known());
    }
    return books;
  }

  @Provide
  Arbitrary<List<Report>> reports() {
    return Combinators.combine(
            Arbitraries.of(Status.class),
            Arbitraries.integers().between(0, 3).map(SENT::plusSeconds))
        .as(Report::new)
        .list()
        .ofMaxSize(5);
  }

  /** Few readers and links, close together, so that all windows meet. */
  @Provide
  Arbitrary<List<HitFacts>> hits() {
    Arbitrary<HitFacts> hit =
        Combinators.combine(
                Arbitraries.integers().between(-2, 3),
                Arbitraries.integers().between(0, 90),
                Arbitraries.of("198.51.1.0/24", "198.51.2.0/24", "198.51.3.0/24"),
                Arbitraries.of("Client A", "Client B", "Client C"),
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(VerdictClass.PERSON)),
                    Tuple.of(1, Arbitraries.of(VerdictClass.class))))
            .as(
                (link, seconds, network, client, verdict) ->
                    Hits.from(
                        Hits.hit(
                            "",
                            link < 0 ? HitKind.OPEN : HitKind.CLICK,
                            Math.max(link, -1),
                            seconds,
                            1,
                            verdict),
                        network,
                        client));
    return hit.list()
        .ofMaxSize(14)
        .map(
            list ->
                IntStream.range(0, list.size())
                    .mapToObj(i -> named(list.get(i), "h%02d".formatted(i)))
                    .toList());
  }

  private static HitFacts named(HitFacts hit, String id) {
    return new HitFacts(
        id,
        hit.kind(),
        hit.link(),
        hit.pixel(),
        hit.url(),
        hit.at(),
        hit.method(),
        hit.network(),
        hit.addressHash(),
        hit.reader(),
        hit.client(),
        hit.verdict(),
        hit.reasons(),
        hit.confidence());
  }
}
