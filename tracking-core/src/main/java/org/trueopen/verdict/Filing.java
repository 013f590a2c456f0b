package org.trueopen.verdict;

/**
 * What a hit is counted under.
 *
 * @param mailbox the sending address; empty as long as nobody has said what the hit belongs to
 * @param campaign empty for none
 */
public record Filing(String mailbox, String campaign) {

  /** Of a hit whose mail is not known yet. */
  public static final Filing UNKNOWN = new Filing("", "");

  public String domain() {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }
}
