package org.trueopen.standalone.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;

/**
 * One of the demo sender's mails.
 *
 * @param name the resource's name
 * @param mailbox the From address
 * @param sender the From name
 * @param subject the subject line
 * @param campaign the campaign; {@code {week}} stands for the ISO week of sending
 * @param days when it goes out as a campaign; empty for mails to one recipient at a time
 * @param hour hour of sending, UTC, for campaigns
 * @param reach share of the population a campaign goes to, 0 to 1
 * @param weight how often it is chosen among the mails to one recipient; 0 for campaigns
 * @param interest how much likelier than average it is to be read
 * @param html the HTML part
 * @param text the text part
 * @param links the links a tracker tracks, in order, as the reader sees them (entities resolved)
 */
public record Newsletter(
    String name,
    String mailbox,
    String sender,
    String subject,
    String campaign,
    List<DayOfWeek> days,
    int hour,
    double reach,
    int weight,
    double interest,
    String html,
    String text,
    List<String> links) {

  /** The From header's value. */
  public String from() {
    return sender + " <" + mailbox + ">";
  }

  /** The campaign's name for a mail sent that day. */
  public String campaignOn(LocalDate day) {
    return campaign.replace("{week}", String.valueOf(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
  }

  /** Whether it goes to many at once. */
  public boolean toMany() {
    return weight == 0;
  }
}
