package org.trueopen.verdict;

import java.time.Instant;

/**
 * What a hit is counted under.
 *
 * @param mailbox the sending address; empty as long as nobody has said what the hit belongs to
 * @param campaign empty for none
 * @param sentAt when the hit's mail was sent; 1970 as long as that is unknown, and for anonymous
 *     mail
 */
public record Filing(String mailbox, String campaign, Instant sentAt) {

  /** Of a hit whose mail is not known yet. */
  public static final Filing UNKNOWN = new Filing("", "");

  /** What anonymous mail is counted under: many mails, sent at any time. */
  public Filing(String mailbox, String campaign) {
    this(mailbox, campaign, Instant.EPOCH);
  }

  public String domain() {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }
}
