package org.trueopen.ingest.hit;

import java.util.Locale;
import org.trueopen.token.Decoding;

/** How a request to a pixel, image or link ended. */
public enum Outcome {
  /** Kafka has it. */
  RECORDED_KAFKA,
  /** This machine's journal has it, from where it goes to Kafka. */
  RECORDED_JOURNAL,

  REJECTED_TOO_LONG,
  REJECTED_MALFORMED,
  REJECTED_UNKNOWN_VERSION,
  REJECTED_UNKNOWN_KEY,
  REJECTED_BAD_SIGNATURE,
  REJECTED_OTHER_KIND,
  REJECTED_WRONG_METHOD,
  REJECTED_UNKNOWN_HOST,
  /** Any of the above, of a client that sent too many: a 429. */
  REJECTED_RATE_LIMITED,

  IGNORED_KILL_SWITCH,
  IGNORED_OPTED_OUT,
  IGNORED_GPC,
  IGNORED_DNT,
  /** One of more hits of a delivery than people make. */
  IGNORED_DELIVERY_LIMIT,

  /** The journal had no room, or the disk failed. */
  LOST_JOURNAL_REFUSED,
  /** The disk did not answer in time; it may still have taken it. */
  LOST_JOURNAL_LATE,
  /** More hits were under way at once than are allowed. */
  LOST_BUSY;

  /** The four ways to end that add up to what was received. */
  public enum Group {
    RECORDED,
    REJECTED,
    IGNORED,
    LOST;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Group group = Group.valueOf(name().substring(0, name().indexOf('_')));

  public Group group() {
    return group;
  }

  /** As it stands in metrics: {@code kill-switch}. */
  public String reason() {
    return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Outcome of(Decoding.Reason reason) {
    return switch (reason) {
      case TOO_LONG -> REJECTED_TOO_LONG;
      case MALFORMED -> REJECTED_MALFORMED;
      case UNKNOWN_VERSION -> REJECTED_UNKNOWN_VERSION;
      case UNKNOWN_KEY -> REJECTED_UNKNOWN_KEY;
      case BAD_SIGNATURE -> REJECTED_BAD_SIGNATURE;
      case OTHER_KIND -> REJECTED_OTHER_KIND;
    };
  }
}
