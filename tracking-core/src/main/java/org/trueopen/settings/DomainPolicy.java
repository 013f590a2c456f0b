package org.trueopen.settings;

/**
 * What is known of a sending domain.
 *
 * @param validated its owner has shown that it is theirs
 * @param trackingHost its own tracking host as {@code host} or {@code host:port}; empty for none
 * @param trackingHostVerified the host leads to us, so links may use it
 */
public record DomainPolicy(boolean validated, String trackingHost, boolean trackingHostVerified)
    implements SettingValue {

  /** A domain nobody has said anything about. */
  public static final DomainPolicy UNKNOWN = new DomainPolicy(false, "", false);

  public boolean hasTrackingHost() {
    return trackingHostVerified && !trackingHost.isEmpty();
  }
}
