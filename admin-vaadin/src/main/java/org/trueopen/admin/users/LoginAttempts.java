package org.trueopen.admin.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords in a row, by the name they were tried for, whether there is such a user or not.
 * After {@link #ALLOWED} nobody logs in by that name for {@link #LOCKED_FOR}: guessing ends, at the
 * price that somebody may be kept out by a stranger; an admin can take that back.
 *
 * <p>Checking a password takes a while, so one that is being checked counts like a wrong one: side
 * by side no more are tried than in a row. Whoever lets {@link #begin} has to say how it ended, by
 * {@link #failed}, {@link #passed} or {@link #abandoned}.
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

  /**
   * What was tried for a name.
   *
   * @param wrong in a row
   * @param running being checked
   * @param last when one began, or failed, last
   */
  private record Tries(int wrong, int running, Instant last) {}

  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MAX_NAMES;
        }
      };
  private final Clock clock;

  public LoginAttempts(Clock clock) {
    this.clock = clock;
  }

  /** Until when nobody logs in by this name; empty if somebody may. */
  public synchronized Optional<Instant> lockedUntil(String name) {
    Tries found = current(name);
    return found.wrong() < ALLOWED ? Optional.empty() : Optional.of(found.last().plus(LOCKED_FOR));
  }

  /**
   * Counts a password that is about to be checked.
   *
   * @return whether it may be; if not, nothing was counted
   */
  public synchronized boolean begin(String name) {
    Tries before = current(name);
    if (before.wrong() + before.running() >= ALLOWED) {
      return false;
    }
    put(name, new Tries(before.wrong(), before.running() + 1, clock.instant()));
    return true;
  }

  /**
   * Counts a wrong password.
   *
   * @return whether the name is locked by it
   */
  public synchronized boolean failed(String name) {
    Tries before = current(name);
    Tries after = new Tries(before.wrong() + 1, oneLess(before), clock.instant());
    return put(name, after) && after.wrong() == ALLOWED;
  }

  /** A right password makes the wrong ones before it forgotten. */
  public synchronized void passed(String name) {
    put(name, new Tries(0, oneLess(current(name)), clock.instant()));
  }

  /** It was not found out whether the password is right. */
  public synchronized void abandoned(String name) {
    Tries before = current(name);
    put(name, new Tries(before.wrong(), oneLess(before), before.last()));
  }

  /** An admin lets somebody in again. */
  public synchronized void forget(String name) {
    tries.remove(name);
  }

  /** How many names are remembered. */
  synchronized int size() {
    return tries.size();
  }

  private boolean put(String name, Tries now) {
    if (name.length() > MAX_NAME_CHARS) {
      return false;
    }
    if (now.wrong() + now.running() == 0) {
      tries.remove(name);
    } else {
      tries.put(name, now);
    }
    return true;
  }

  /** Not below none: it may have been forgotten while it ran. */
  private static int oneLess(Tries before) {
    return Math.max(0, before.running() - 1);
  }

  private Tries current(String name) {
    Tries found = tries.get(name);
    if (found != null && clock.instant().isBefore(found.last().plus(LOCKED_FOR))) {
      return found;
    }
    tries.remove(name);
    return new Tries(0, 0, clock.instant());
  }
}
