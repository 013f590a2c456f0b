package org.trueopen.verdict;

/**
 * What a {@link Crowd} says of its deliveries' hits. Without exact counts, so that it changes
 * seldom: each change is told to every delivery of the crowd.
 *
 * @param certainty how sure it makes us of a machine by itself, in percent
 * @param evidence in words
 * @param withinMillis how long after delivery it holds, of a domain and a prompt network
 */
public record Opinion(Kind kind, int certainty, String evidence, long withinMillis) {

  /** Nothing stands out. */
  public static final Opinion NONE = new Opinion(Kind.NONE, 0, "", 0);

  /** What a crowd was found to be. */
  public enum Kind {
    NONE(""),
    /** A network most of whose recipients take their time. */
    PEOPLE(""),
    /** A network from which the links of most recipients' mail are swept. */
    GATEWAY("scanning-network"),
    /** A network where nothing comes but right after delivery, whoever the mail is for. */
    IN_STEP("network-in-step"),
    /** A network that always asks right after delivery, whatever its people do later. */
    PROMPT("prompt-network"),
    /** A network from which many recipients' pixels are loaded and nobody follows a link. */
    PICTURES("pictures-only"),
    /** A domain most of whose recipients' mail is scanned. */
    SCANNED_DOMAIN("scanned-domain");

    final String rule;

    Kind(String rule) {
      this.rule = rule;
    }
  }

  Reason reason() {
    return new Reason(kind.rule, evidence);
  }
}
