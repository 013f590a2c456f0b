package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.Map;

/**
 * One request that a delivery will cause.
 *
 * <p>Its time has two parts, because they must be treated apart: a person's visit may be put off
 * until morning or played faster than life, while the seconds within a visit, and within a
 * scanner's burst, are what verdicts are made of and stay as they are.
 *
 * @param visit from the delivery to the start of the visit
 * @param within from the start of the visit to this request
 * @param kind pixel or link
 * @param link index into the mail's tracked links; -1 for an open
 * @param method {@code GET} or {@code HEAD}
 * @param ip the client's address, textual
 * @param agent user agent and further request headers
 * @param label who is behind it
 */
public record PlannedHit(
    Duration visit,
    Duration within,
    Kind kind,
    int link,
    String method,
    String ip,
    Agent agent,
    TrueClass label) {

  /** What is requested, with the import file's names. */
  public enum Kind {
    OPEN,
    CLICK
  }

  public PlannedHit {
    if (visit.isNegative() || within.isNegative()) {
      throw new IllegalArgumentException("a hit before its delivery: " + visit + " + " + within);
    }
    if ((kind == Kind.OPEN) != (link == -1)) {
      throw new IllegalArgumentException(kind + " with link " + link);
    }
  }

  /** From the delivery to this request, in real life. */
  public Duration delay() {
    return visit.plus(within);
  }

  public String userAgent() {
    return agent.userAgent();
  }

  /** Request headers besides the user agent, names in lower case. */
  public Map<String, String> headers() {
    return agent.headers();
  }
}
