package org.trueopen.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.trueopen.admin.webhooks.WebhookUrls;
import org.trueopen.admin.webhooks.Webhooks;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** An account's webhooks as JSON fields and back. */
final class WebhookJson {

  private static final String ID = "[A-Za-z0-9-]{1," + WebhookEndpoint.MAX_ID_CHARS + "}";

  private WebhookJson() {}

  /**
   * Which generation of its secret an endpoint has is kept: only a renewal changes it.
   *
   * @param version which the setting has once this is written
   */
  static WebhookSettings read(JsonBody body, SettingValue before, long version) {
    WebhookSettings known =
        before instanceof WebhookSettings webhooks ? webhooks : WebhookSettings.NONE;
    int unused = WebhookEndpoint.firstGeneration(version);
    boolean published = body.flag("published");
    List<WebhookEndpoint> endpoints = new ArrayList<>();
    for (JsonBody each : body.objects("endpoints")) {
      endpoint(body, each.ignoring("generation"), known, unused, endpoints);
    }
    if (endpoints.size() > Webhooks.MAX_ENDPOINTS) {
      body.problem("endpoints: expected at most " + Webhooks.MAX_ENDPOINTS);
    }
    return new WebhookSettings(published, endpoints);
  }

  private static void endpoint(
      JsonBody body,
      JsonBody each,
      WebhookSettings known,
      int unused,
      List<WebhookEndpoint> endpoints) {
    String id = each.text("id");
    String url = each.text("url");
    Set<String> words = Set.copyOf(each.texts("events"));
    boolean enabled = each.flag("enabled");
    Set<EngagementChange> events =
        Set.of(EngagementChange.values()).stream()
            .filter(change -> words.contains(Words.of(change)))
            .collect(Collectors.toUnmodifiableSet());
    if (events.size() != words.size()) {
      each.problem("events: expected opened, clicked, forwarded or corrected");
    }
    if (!id.matches(ID)) {
      each.problem("id: expected 1 to 40 letters, digits and hyphens");
    }
    WebhookUrls.problem(url).ifPresent(wrong -> each.problem("url: " + wrong));
    boolean twice = endpoints.stream().anyMatch(other -> other.id().equals(id));
    if (twice) {
      each.problem("id: two endpoints have the same");
    }
    if (id.matches(ID) && !twice) {
      int generation = known.find(id).map(WebhookEndpoint::generation).orElse(unused);
      endpoints.add(new WebhookEndpoint(id, url, events, enabled, generation));
    }
    body.take(each);
  }

  static Map<String, Object> fields(WebhookSettings webhooks) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("published", webhooks.published());
    fields.put("endpoints", webhooks.endpoints().stream().map(WebhookJson::endpoint).toList());
    return fields;
  }

  private static Map<String, Object> endpoint(WebhookEndpoint endpoint) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", endpoint.id());
    fields.put("url", endpoint.url());
    fields.put("events", endpoint.events().stream().map(Words::of).sorted().toList());
    fields.put("enabled", endpoint.enabled());
    fields.put("generation", endpoint.generation());
    return fields;
  }
}
