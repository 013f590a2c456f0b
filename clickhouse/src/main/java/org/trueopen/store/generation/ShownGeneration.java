package org.trueopen.store.generation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trueopen.store.StoreConfig;

/**
 * Which generation the reports read; asked anew every few seconds, so that a switch needs no
 * restart.
 */
public final class ShownGeneration {

  /** How long after a switch some process may still read the one before. */
  public static final Duration FRESH_FOR = Duration.ofSeconds(2);

  private record Known(Instant at, Optional<Generation> generation) {}

  private final Generations generations;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  /**
   * @param config of a user who may read {@code trueopen}
   */
  public ShownGeneration(StoreConfig config, InstantSource clock) {
    this.generations = new Generations(config, clock);
    this.clock = clock;
  }

  /**
   * Empty for what the running job writes.
   *
   * @throws RuntimeException if ClickHouse does not answer
   */
  public Optional<Generation> now() {
    Instant now = clock.instant();
    Known last = known;
    if (last == null || last.at().plus(FRESH_FOR).isBefore(now)) {
      last = new Known(now, generations.shown());
      known = last;
    }
    return last.generation();
  }
}
