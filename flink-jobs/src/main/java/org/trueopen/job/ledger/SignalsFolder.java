package org.trueopen.job.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.verdict.Signals;

/**
 * The lists as they are now. Their folder is looked at once a minute at most, and read again when a
 * file in it has changed. Files that cannot be used leave the lists as they were and are warned of.
 */
final class SignalsFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SignalsFolder.class);

  static final Duration LOOK_INTERVAL = Duration.ofMinutes(1);
  static final Duration WARN_INTERVAL = Duration.ofDays(1);

  private final SignalsConfig config;
  private final Clock clock;
  private volatile Signals signals; // metrics are asked for by other threads
  private String seen = "";
  private Instant lookedAt = Instant.MIN;
  private Instant warnedAt = Instant.MIN;
  private final AtomicLong refused = new AtomicLong();

  SignalsFolder(SignalsConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    this.signals = Signals.bundled();
  }

  Signals current() {
    Instant now = clock.instant();
    if (!now.isBefore(lookedAt.plus(LOOK_INTERVAL))) {
      lookedAt = now;
      look();
      warnIfStale(now);
    }
    return signals;
  }

  /** Days since the oldest entry of any list was looked at. */
  long ageDays() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return ChronoUnit.DAYS.between(Collections.min(signals.dates().values()), today);
  }

  /** How often files could not be used. */
  long refused() {
    return refused.get();
  }

  private void look() {
    if (config.folder().isEmpty()) {
      return;
    }
    Path folder = Path.of(config.folder());
    try {
      String found = fingerprint(folder);
      if (found.equals(seen)) {
        return;
      }
      // Also if it cannot be used: it is tried again when it changes again.
      seen = found;
      signals = Signals.of(folder);
      warnedAt = Instant.MIN;
      LOG.info("Read the signal lists in {}: {}", folder, signals.dates());
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      refused.incrementAndGet();
      LOG.warn("The signal lists in {} stay as they were: {}", folder, e.getMessage());
    }
  }

  /** Names, sizes and times of the files. */
  private static String fingerprint(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(SignalsFolder::described).collect(Collectors.joining("\n"));
    }
  }

  private static String described(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return file.getFileName() + " " + attributes.size() + ' ' + attributes.lastModifiedTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it has just gone; the next look tells
    }
  }

  private void warnIfStale(Instant now) {
    boolean due = !now.isBefore(warnedAt.plus(WARN_INTERVAL));
    if (due && ageDays() > config.maxAgeDays()) {
      warnedAt = now;
      LOG.warn(
          "Signal lists are stale: an entry was last looked at {} days ago, of {} that are allowed:"
              + " {}. Put newer ones into JOB_SIGNALS_DIR.",
          ageDays(),
          config.maxAgeDays(),
          signals.dates());
    }
  }
}
