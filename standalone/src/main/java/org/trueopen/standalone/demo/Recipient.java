package org.trueopen.standalone.demo;

/**
 * One simulated recipient.
 *
 * @param number position in the population
 * @param address mailbox, always under a reserved {@code .example} domain
 * @param habit what stands between this recipient and the sender
 * @param program what mail is read with
 * @param home the address at home, or the office's shared address for corporate people
 * @param mobile the phone's address away from home
 * @param utcOffsetHours where the nights are
 * @param openRate share of ordinary newsletters this person reads, 0 to 1
 * @param clickRate share of read mails with at least one click, 0 to 1
 * @param forwards whether some read mails are passed on
 * @param shares whether some links are pasted into a chat
 */
public record Recipient(
    int number,
    String address,
    Habit habit,
    MailProgram program,
    String home,
    String mobile,
    int utcOffsetHours,
    double openRate,
    double clickRate,
    boolean forwards,
    boolean shares) {

  public String domain() {
    return address.substring(address.indexOf('@') + 1);
  }
}
