package org.trueopen.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which engagement events an account wants out, and where to.
 *
 * @param published whether all of them are written to the topic, though no endpoint wants them
 * @param endpoints each with an id of its own
 */
public record WebhookSettings(boolean published, List<WebhookEndpoint> endpoints)
    implements SettingValue {

  /** A new account's: nothing is written. */
  public static final WebhookSettings NONE = new WebhookSettings(false, List.of());

  public WebhookSettings {
    endpoints = List.copyOf(endpoints);
    Set<String> ids = endpoints.stream().map(WebhookEndpoint::id).collect(Collectors.toSet());
    if (ids.size() < endpoints.size()) {
      throw new IllegalArgumentException("webhooks: two endpoints have the same id");
    }
  }

  public Optional<WebhookEndpoint> find(String id) {
    return endpoints.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
  }

  /** What the topic is to hold. */
  public Set<EngagementChange> wanted() {
    if (published) {
      return Set.of(EngagementChange.values());
    }
    Set<EngagementChange> wanted = new HashSet<>();
    endpoints.stream()
        .filter(WebhookEndpoint::enabled)
        .forEach(endpoint -> wanted.addAll(endpoint.events()));
    return wanted;
  }

  /** With this endpoint in place of the one of its id, or behind all others. */
  public WebhookSettings with(WebhookEndpoint endpoint) {
    List<WebhookEndpoint> all = new ArrayList<>(endpoints);
    all.replaceAll(each -> each.id().equals(endpoint.id()) ? endpoint : each);
    if (!all.contains(endpoint)) {
      all.add(endpoint);
    }
    return new WebhookSettings(published, all);
  }

  public WebhookSettings without(String id) {
    return new WebhookSettings(
        published, endpoints.stream().filter(endpoint -> !endpoint.id().equals(id)).toList());
  }
}
