package org.trueopen.admin.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords in a row, by the name they were tried for, whether there is such a user or not.
 * After {@link #ALLOWED} nobody logs in by that name for {@link #LOCKED_FOR}: guessing ends, at the
 * price that somebody may be kept out by a stranger; an admin can take that back.
 *
 * <p>Memory is bounded: of more than {@link #MAX_NAMES} names the least recently tried is
 * forgotten.
 */
@Component
public class LoginAttempts {

  public static final int ALLOWED = 5;
  public static final Duration LOCKED_FOR = Duration.ofMinutes(15);
  static final int MAX_NAMES = 10_000;

  /** A name that is longer is no user's. */
  private static final int MAX_NAME_CHARS = 100;

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_NAMES;
        }
      };
  private final Clock clock;

  public LoginAttempts(Clock clock) {
    this.clock = clock;
  }

  /** Until when nobody logs in by this name; empty if somebody may. */
  public synchronized Optional<Instant> lockedUntil(String name) {
    return Optional.ofNullable(current(name))
        .filter(found -> found.count() >= ALLOWED)
        .map(found -> found.last().plus(LOCKED_FOR));
  }

  /**
   * Counts a wrong password.
   *
   * @return whether the name is locked by it
   */
  public synchronized boolean failed(String name) {
    if (name.length() > MAX_NAME_CHARS) {
      return false;
    }
    Failures before = current(name);
    int count = before == null ? 1 : before.count() + 1;
    failures.put(name, new Failures(count, clock.instant()));
    return count == ALLOWED;
  }

  /** A right password, or an admin, makes all forgotten. */
  public synchronized void forget(String name) {
    failures.remove(name);
  }

  /** How many names are remembered. */
  synchronized int size() {
    return failures.size();
  }

  private @Nullable Failures current(String name) {
    Failures found = failures.get(name);
    if (found != null && !clock.instant().isBefore(found.last().plus(LOCKED_FOR))) {
      failures.remove(name);
      return null;
    }
    return found;
  }
}
