package org.trueopen.standalone.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the demo's past as a file for {@code import}: deliveries and hits, oldest first, up to
 * now.
 *
 * <p>Same world, clock and prefix, same file. Only hits of deliveries already written wait in
 * memory.
 */
public final class HistoryWriter {

  public static final int DEFAULT_DAYS = 14;

  private final DemoWorld world;
  private final Clock clock;
  private final String idPrefix;
  private final int days;

  /**
   * What was written.
   *
   * @param deliveries delivery lines
   * @param hits hit lines
   * @param hitsByClass hit lines by who was behind them
   */
  public record Counts(long deliveries, long hits, Map<TrueClass, Long> hitsByClass) {
    public long lines() {
      return deliveries + hits;
    }
  }

  /** A hit that is due at some time of the past. */
  private record Due(Instant at, String deliveryId, int number, PlannedHit hit) {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::deliveryId).thenComparing(Due::number);
  }

  /**
   * @param idPrefix begins every delivery and hit id, so that two demos never share one: 1 to 32 of
   *     A-Z a-z 0-9 _ -
   * @param days how far back to go, at least 1
   */
  public HistoryWriter(DemoWorld world, Clock clock, String idPrefix, int days) {
    if (!idPrefix.matches("[A-Za-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException(
          "an id prefix is 1 to 32 of A-Z a-z 0-9 _ -, found \"" + idPrefix + "\"");
    }
    if (days < 1) {
      throw new IllegalArgumentException("a history covers at least one day, found " + days);
    }
    this.world = world;
    this.clock = clock;
    this.idPrefix = idPrefix;
    this.days = days;
  }

  /** Writes the file, replacing one that is there. */
  public Counts write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      return write(out);
    }
  }

  Counts write(Writer out) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var sends = new SendSchedule(world).between(now.minus(Duration.ofDays(days)), now);
    var lines = new Lines(out);
    var waiting = new PriorityQueue<>(Due.ORDER);
    for (int i = 0; i < sends.size(); i++) {
      Send send = sends.get(i);
      lines.hitsUntil(send.at(), waiting);
      String id = idPrefix + "-" + Integer.toString(i, 36);
      lines.delivery(id, send);
      plan(send, id, i, now, waiting);
    }
    lines.hitsUntil(now, waiting);
    return lines.finish();
  }

  private void plan(Send send, String id, int number, Instant now, PriorityQueue<Due> waiting) {
    RandomGenerator random = Draw.generator(world.seed(), 20, number, send.at().getEpochSecond());
    List<PlannedHit> hits = world.plan(send.to(), send.mail(), send.mail().links().size(), random);
    for (int i = 0; i < hits.size(); i++) {
      Instant at = DayRhythm.at(send.at(), hits.get(i), send.to().utcOffsetHours());
      if (!at.isAfter(now)) {
        waiting.add(new Due(at.truncatedTo(ChronoUnit.MILLIS), id, i, hits.get(i)));
      }
    }
  }

  /** The file, line by line, counted. */
  private static final class Lines {
    private final SequenceWriter json;
    private final Writer out;
    private final Map<TrueClass, Long> byClass = new EnumMap<>(TrueClass.class);
    private long deliveries;
    private long hits;

    Lines(Writer out) {
      this.out = out;
      this.json = JsonMapper.shared().writer().withRootValueSeparator("\n").writeValues(out);
    }

    void delivery(String id, Send send) {
      Newsletter mail = send.mail();
      json.write(
          new ImportLine.Delivery(
              "delivery",
              id,
              send.at(),
              DemoWorld.ACCOUNT,
              mail.campaignOn(send.at().atZone(ZoneOffset.UTC).toLocalDate()),
              mail.mailbox(),
              send.to().address(),
              mail.subject(),
              mail.links()));
      deliveries++;
    }

    void hitsUntil(Instant time, PriorityQueue<Due> waiting) {
      while (!waiting.isEmpty() && !waiting.element().at().isAfter(time)) {
        hit(waiting.remove());
      }
    }

    private void hit(Due due) {
      PlannedHit hit = due.hit();
      json.write(
          new ImportLine.Hit(
              "hit",
              due.deliveryId() + "-" + due.number(),
              due.at(),
              hit.kind().name(),
              due.deliveryId(),
              hit.link() < 0 ? null : hit.link(),
              hit.method(),
              hit.ip(),
              hit.userAgent(),
              hit.headers(),
              hit.label().name()));
      hits++;
      byClass.merge(hit.label(), 1L, Long::sum);
    }

    Counts finish() throws IOException {
      json.flush();
      out.write("\n");
      out.flush();
      return new Counts(deliveries, hits, Map.copyOf(byClass));
    }
  }
}
