package org.trueopen.settings;

import java.util.Locale;
import java.util.Optional;

/** What can change about a delivery's engagement that somebody may want to hear of. */
public enum EngagementChange {
  /** It is known now that a person has opened it, whether by an open or by a click. */
  OPENED,
  /** Likewise, that the recipient has followed a link. */
  CLICKED,
  /** One more reader beyond the recipient. */
  FORWARDED,
  /** Something that was said before is taken back. */
  CORRECTED;

  private static final String PREFIX = "org.trueopen.engagement.";
  private static final String SUFFIX = ".v1";

  /** The CloudEvents type, which never changes. */
  public String type() {
    return PREFIX + name().toLowerCase(Locale.ROOT) + SUFFIX;
  }

  /** The one of this CloudEvents type. */
  public static Optional<EngagementChange> ofType(String type) {
    for (EngagementChange change : values()) {
      if (change.type().equals(type)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
