package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Whom a {@link Crowd} is made of: all recipients of one account that were seen at one network, or
 * written to at one domain, within one week. Weeks do not slide, so that what is known of a crowd
 * depends on the set of its hits and on nothing else.
 *
 * @param name a network as in {@link HitFacts#network}, or a domain in lower case
 * @param week counted from 1970-01-01T00:00:00Z: by when the hit came at a network, and by when the
 *     mail was sent at a domain
 */
public record Scope(Kind kind, String name, long week) implements Comparable<Scope> {

  /** What ties the recipients together. */
  public enum Kind {
    NETWORK,
    DOMAIN
  }

  private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();

  private static final Comparator<Scope> ORDER =
      Comparator.comparing(Scope::kind).thenComparing(Scope::name).thenComparing(Scope::week);

  static Scope network(String network, Instant at) {
    return new Scope(Kind.NETWORK, network, week(at));
  }

  static Scope domain(String domain, Instant sentAt) {
    return new Scope(Kind.DOMAIN, domain, week(sentAt));
  }

  private static long week(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), WEEK_MILLIS);
  }

  /** The first instant of the week. */
  public Instant begin() {
    return Instant.ofEpochMilli(week * WEEK_MILLIS);
  }

  /** The first instant of the next week. */
  public Instant end() {
    return Instant.ofEpochMilli((week + 1) * WEEK_MILLIS);
  }

  /** Whether a hit came from this network in this week. */
  boolean holds(HitFacts hit) {
    return kind == Kind.NETWORK && name.equals(hit.network()) && week == week(hit.at());
  }

  /** The same text for the same scope, and no other. */
  public String text() {
    return kind + "/" + week + '/' + name;
  }

  @Override
  public int compareTo(Scope other) {
    return ORDER.compare(this, other);
  }
}
