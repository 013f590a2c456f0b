package org.trueopen.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tracking hosts of all domains, and their names without a port, each with the number of
 * settings that name it.
 */
final class ServedHosts {

  private final Map<String, Integer> hosts = new ConcurrentHashMap<>();
  private final Map<String, Integer> names = new ConcurrentHashMap<>();

  /** Takes a setting's value in the place of its former one. */
  synchronized void replace(@Nullable SettingValue before, SettingValue after) {
    // First the new ones, so that a host in both is served throughout.
    for (String host : of(after)) {
      hosts.merge(host, 1, Integer::sum);
      names.merge(HostName.withoutPort(host), 1, Integer::sum);
    }
    for (String host : of(before)) {
      hosts.computeIfPresent(host, ServedHosts::oneLess);
      names.computeIfPresent(HostName.withoutPort(host), ServedHosts::oneLess);
    }
  }

  private static @Nullable Integer oneLess(String host, int count) {
    return count > 1 ? count - 1 : null;
  }

  boolean containsName(String name) {
    return names.containsKey(name.toLowerCase(Locale.ROOT));
  }

  boolean contains(String host) {
    // Clients nearly always send the name as the link has it, and that needs no new text.
    return hosts.containsKey(host) || hosts.containsKey(HostName.canonical(host));
  }

  private static Set<String> of(@Nullable SettingValue value) {
    return value instanceof DomainPolicy policy
        ? policy.servedHosts().stream()
            .map(HostName::canonical)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
