package org.trueopen.ingest.host;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.HostName;
import org.trueopen.settings.SettingsView;

/**
 * Which hosts links are answered on: the shared one, and those that an account has verified, now or
 * earlier. So nobody can point a name of their own at this server and have it answer.
 */
public final class TrackingHosts {

  private final String sharedHost;
  private final String canonicalShared;
  private final Supplier<@Nullable SettingsView> settings;

  /**
   * @param sharedHost as {@code host} or {@code host:port}
   * @param settings gives null as long as they are not known; then any host will do, since what is
   *     signed by us stands on ours
   */
  public TrackingHosts(String sharedHost, Supplier<@Nullable SettingsView> settings) {
    this.sharedHost = sharedHost;
    this.canonicalShared = HostName.canonical(sharedHost);
    this.settings = settings;
  }

  /**
   * @param host the request's {@code Host} header; null if it has none
   */
  public boolean serves(@Nullable String host) {
    if (host == null || host.equals(sharedHost)) {
      return host != null;
    }
    SettingsView known = settings.get();
    return known == null
        || known.servesHost(host)
        || HostName.canonical(host).equals(canonicalShared);
  }

  /** Whether a TLS front may get a certificate for a name, which has no port. */
  boolean servesName(String name) {
    SettingsView known = settings.get();
    return (known != null && known.servesHostName(name))
        || name.equalsIgnoreCase(HostName.withoutPort(sharedHost));
  }
}
