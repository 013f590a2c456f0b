package org.trueopen.job.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.TrackingSwitches;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** A setting's value as JSON (RFC 8259), for people to read. An API key's hash stays out. */
final class SettingJson {

  private SettingJson() {}

  static String of(SettingValue value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (value) {
      case TrackingSwitches switches -> {
        fields.put("opens", switches.opens().name());
        fields.put("clicks", switches.clicks().name());
        fields.put("identity", switches.identity().name());
        fields.put("textLinks", switches.textLinks().name());
      }
      case AccountPolicy policy -> {
        fields.put("killSwitch", policy.killSwitch());
        fields.put("allowUnvalidatedDomains", policy.allowUnvalidatedDomains());
        fields.put("knownCampaignsOnly", policy.knownCampaignsOnly());
        fields.put("earlyPixel", policy.earlyPixel());
        fields.put("honeypot", policy.honeypot());
        fields.put("excludedHosts", policy.excludedHosts().stream().sorted().toList());
        fields.put("privacySignals", policy.privacySignals().name());
      }
      case DomainPolicy policy -> {
        fields.put("validated", policy.validated());
        fields.put("trackingHost", policy.trackingHost());
        fields.put("trackingHostVerified", policy.trackingHostVerified());
        fields.put("formerTrackingHosts", policy.formerTrackingHosts().stream().sorted().toList());
      }
      case ApiKey key -> {
        fields.put("name", key.name());
        fields.put("revoked", key.revoked());
        fields.put("scopes", key.scopes().stream().map(Enum::name).sorted().toList());
      }
      case RuleSettings rules -> {
        fields.put("thresholds", rules.sortedThresholds());
        fields.put("ownNetworks", rules.ownNetworks());
        fields.put("listsOff", rules.lists().sortedOff());
        fields.put(
            "listEntries", rules.lists().entries().stream().map(SettingJson::words).toList());
      }
      case WebhookSettings webhooks -> {
        fields.put("published", webhooks.published());
        fields.put("endpoints", webhooks.endpoints().stream().map(SettingJson::fields).toList());
      }
    }
    return object(fields);
  }

  /** Flat, as who reads the history compares it field by field. */
  private static String words(ListEntry entry) {
    return entry.text().replace('\t', ' ');
  }

  private static Map<String, Object> fields(WebhookEndpoint endpoint) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", endpoint.id());
    fields.put("url", endpoint.url());
    fields.put("events", endpoint.events().stream().map(Enum::name).sorted().toList());
    fields.put("enabled", endpoint.enabled());
    fields.put("generation", endpoint.generation());
    return fields;
  }

  private static String object(Map<?, ?> fields) {
    return fields.entrySet().stream()
        .map(field -> JsonText.quoted(field.getKey().toString()) + ':' + json(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Object value) {
    return switch (value) {
      case Boolean flag -> flag.toString();
      case Integer number -> number.toString();
      case Map<?, ?> fields -> object(fields);
      case List<?> list ->
          list.stream().map(SettingJson::json).collect(Collectors.joining(",", "[", "]"));
      default -> JsonText.quoted(value.toString());
    };
  }
}
