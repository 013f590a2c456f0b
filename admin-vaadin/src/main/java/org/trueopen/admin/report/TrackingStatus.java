package org.trueopen.admin.report;

import java.util.Locale;

/** What the eye beside a delivery says. */
public enum TrackingStatus {
  NOT_TRACKED("Not tracked", "This mail carries no pixel and no tracked links."),
  ANONYMOUS(
      "Anonymous",
      "Tracked without its recipient: hits count in totals only, and none is tied to this mail."),
  BOUNCED("Bounced", "It came back, and nobody is known to have read it."),
  NO_SIGNAL(
      "No signal yet", "Nothing was loaded. The mail is unread, or read with images blocked."),
  UNKNOWABLE(
      "Unknowable",
      "Loaded by a privacy service that loads every mail, whether anybody reads or not."),
  MACHINE_ONLY("Machines only", "Only scanners, previews or other programs touched it."),
  OPENED("Opened", "Opened by a person."),
  FORWARDED("Forwarded", "Opened by a person, and by another reader or on another device."),
  CLICKED("Clicked", "A person followed a link.");

  private final String label;
  private final String meaning;

  TrackingStatus(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  public String label() {
    return label;
  }

  /** A sentence for who has not seen the word before. */
  public String meaning() {
    return meaning;
  }

  /** The name of its icon and of its style: {@code no-signal}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
