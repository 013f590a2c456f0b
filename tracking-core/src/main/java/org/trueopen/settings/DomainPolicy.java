package org.trueopen.settings;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a sending domain.
 *
 * @param validated its owner has shown that it is theirs
 * @param trackingHost its own tracking host as {@code host} or {@code host:port}; empty for none
 * @param trackingHostVerified the host leads to us, so links may use it
 * @param formerTrackingHosts hosts that were verified once and are no longer used for new mail, in
 *     the same form. Mail already sent points to them, so they are served until somebody removes
 *     them here
 */
public record DomainPolicy(
    boolean validated,
    String trackingHost,
    boolean trackingHostVerified,
    Set<String> formerTrackingHosts)
    implements SettingValue {

  /** A domain nobody has said anything about. */
  public static final DomainPolicy UNKNOWN = new DomainPolicy(false, "", false);

  public DomainPolicy {
    formerTrackingHosts = Set.copyOf(formerTrackingHosts);
  }

  /** Without former hosts. */
  public DomainPolicy(boolean validated, String trackingHost, boolean trackingHostVerified) {
    this(validated, trackingHost, trackingHostVerified, Set.of());
  }

  public boolean hasTrackingHost() {
    return trackingHostVerified && !trackingHost.isEmpty();
  }

  /** The hosts whose links must work: the verified one and the former ones. */
  public Set<String> servedHosts() {
    return hasTrackingHost() ? with(formerTrackingHosts, trackingHost) : formerTrackingHosts;
  }

  /** A host in use until now that is replaced, or whose check is lost, becomes a former one. */
  @Override
  public DomainPolicy replacing(SettingValue before) {
    if (!(before instanceof DomainPolicy policy) || !policy.hasTrackingHost()) {
      return this;
    }
    return new DomainPolicy(
        validated,
        trackingHost,
        trackingHostVerified,
        hasTrackingHost() && trackingHost.equals(policy.trackingHost())
            ? formerTrackingHosts
            : with(formerTrackingHosts, policy.trackingHost()));
  }

  private static Set<String> with(Set<String> hosts, String host) {
    return Stream.concat(hosts.stream(), Stream.of(host)).collect(Collectors.toUnmodifiableSet());
  }
}
