package org.trueopen.admin.sender;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mailboxes and campaigns with when each last sent, to a quarter of an hour; the latest first.
 *
 * @param complete whether these are all; an account may have more than a page can hold
 */
public record KnownSenders(
    Map<String, Instant> mailboxes, Map<String, Instant> campaigns, boolean complete) {

  public static final KnownSenders NONE = new KnownSenders(Map.of(), Map.of(), true);

  /** A mailbox's mail in one campaign; the campaign is empty for mail without one. */
  public record Sent(String mailbox, String campaign, Instant last) {}

  /** Sorts out pairs that come the latest first. */
  public static KnownSenders of(List<Sent> pairs, boolean complete) {
    Map<String, Instant> mailboxes = new LinkedHashMap<>();
    Map<String, Instant> campaigns = new LinkedHashMap<>();
    for (Sent pair : pairs) {
      mailboxes.putIfAbsent(pair.mailbox(), pair.last());
      if (!pair.campaign().isEmpty()) {
        campaigns.putIfAbsent(pair.campaign(), pair.last());
      }
    }
    return new KnownSenders(mailboxes, campaigns, complete);
  }
}
