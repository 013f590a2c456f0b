package org.trueopen.admin.report;

import java.util.List;
import java.util.Map;

/**
 * Which mail is counted. Each list is empty for all; the values of one list are alternatives, and
 * all lists must hold.
 *
 * @param domains sending domains
 * @param recipientDomains domains that mail went to
 * @param clients client families, as {@code Apple Mail}; of deliveries, those a client touched
 */
public record Filter(
    List<String> domains,
    List<String> mailboxes,
    List<String> campaigns,
    List<String> recipientDomains,
    List<String> clients) {

  public static final Filter NONE =
      new Filter(List.of(), List.of(), List.of(), List.of(), List.of());

  public Filter {
    domains = List.copyOf(domains);
    mailboxes = List.copyOf(mailboxes);
    campaigns = List.copyOf(campaigns);
    recipientDomains = List.copyOf(recipientDomains);
    clients = List.copyOf(clients);
  }

  public static Filter campaign(String campaign) {
    return new Filter(List.of(), List.of(), List.of(campaign), List.of(), List.of());
  }

  /** Whether the rollups, which know senders only, can answer. */
  boolean bySender() {
    return recipientDomains.isEmpty() && clients.isEmpty();
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** As the queries name them. */
  public Map<String, Object> parameters() {
    return Map.of(
        "domains", domains,
        "mailboxes", mailboxes,
        "campaigns", campaigns,
        "recipient_domains", recipientDomains,
        "clients", clients);
  }
}
