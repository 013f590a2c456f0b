package org.trueopen.admin.audit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What kinds of changes and their fields are called on the page. */
final class AuditWords {

  /** By the names in the store and in deeds; the order is that of the filter. */
  private static final Map<String, String> KINDS = new LinkedHashMap<>();

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("opens", "Open tracking"),
          Map.entry("clicks", "Click tracking"),
          Map.entry("textLinks", "Links in plain text"),
          Map.entry("identity", "Identity"),
          Map.entry("killSwitch", "Kill switch"),
          Map.entry("allowUnvalidatedDomains", "Unvalidated domains allowed"),
          Map.entry("knownCampaignsOnly", "Known campaigns only"),
          Map.entry("earlyPixel", "Early pixel"),
          Map.entry("honeypot", "Honeypot link"),
          Map.entry("excludedHosts", "Excluded hosts"),
          Map.entry("privacySignals", "Privacy signals"),
          Map.entry("validated", "Validated"),
          Map.entry("trackingHost", "Tracking host"),
          Map.entry("trackingHostVerified", "Tracking host verified"),
          Map.entry("formerTrackingHosts", "Former tracking hosts"),
          Map.entry("revoked", "Revoked"),
          Map.entry("scopes", "Scopes"),
          Map.entry("name", "Name"),
          Map.entry("thresholds", "Thresholds"),
          Map.entry("ownNetworks", "Own networks"),
          Map.entry("listsOff", "Lists switched off"),
          Map.entry("listEntries", "Entries added to lists"));

  static {
    KINDS.put("TRACKING_ACCOUNT", "Message Tracker, default");
    KINDS.put("TRACKING_DOMAIN", "Message Tracker, domain");
    KINDS.put("TRACKING_MAILBOX", "Message Tracker, mailbox");
    KINDS.put("TRACKING_CAMPAIGN", "Message Tracker, campaign");
    KINDS.put("ACCOUNT_POLICY", "Privacy and policy");
    KINDS.put("DOMAIN_POLICY", "Domain");
    KINDS.put("API_KEY", "API key");
    KINDS.put("RULES", "Rules");
    KINDS.put("user-added", "User added");
    KINDS.put("user-role", "User's role");
    KINDS.put("user-disabled", "User disabled");
    KINDS.put("user-enabled", "User enabled");
    KINDS.put("user-password", "Password set");
    KINDS.put("user-locked", "Login locked");
    KINDS.put("opt-out", "Opt-out");
    KINDS.put("opt-outs-imported", "Opt-outs imported");
    KINDS.put("recipient-erased", "Recipient erased");
  }

  private AuditWords() {}

  static Map<String, String> kinds() {
    return KINDS;
  }

  static String kind(String what) {
    return KINDS.getOrDefault(what, what);
  }

  static String field(String field) {
    return FIELDS.getOrDefault(field, field);
  }

  /** {@code INHERIT} as {@code inherit}; nothing as {@code nothing}. */
  static String value(String value) {
    if (value.isEmpty()) {
      return "nothing";
    }
    return value.matches("[A-Z_]+") ? value.toLowerCase(Locale.ROOT).replace('_', ' ') : value;
  }

  /** {@code Open tracking: inherit → off}. */
  static String change(AuditEntry.Change change) {
    String values = value(change.before()) + " → " + value(change.after());
    return change.field().isEmpty() ? values : field(change.field()) + ": " + values;
  }
}
