package org.trueopen.settings;

import java.util.Set;

/**
 * Where an account wants engagement events posted.
 *
 * @param id chosen once, at most {@value #MAX_ID_CHARS} letters, digits and hyphens
 * @param url http or https
 * @param events which ones
 * @param enabled whether anything is sent
 * @param generation of its secret, from {@link #firstGeneration}; one more when the secret is
 *     renewed. The secret itself is derived from the installation's key, so it stands in no setting
 */
public record WebhookEndpoint(
    String id, String url, Set<EngagementChange> events, boolean enabled, int generation) {

  public static final int MAX_ID_CHARS = 40;

  public WebhookEndpoint {
    events = Set.copyOf(events);
    if (!id.matches("[A-Za-z0-9-]{1," + MAX_ID_CHARS + "}") || generation < 1) {
      throw new IllegalArgumentException(
          "webhook: expected an id of letters, digits and hyphens and a generation from 1, found \""
              + id
              + "\" and "
              + generation);
    }
  }

  /**
   * The generation of an endpoint that is made by writing a version of its account's webhooks. An
   * endpoint of the same id, removed before, had none as high, since each renewal writes a version
   * as well; so a secret that was good once is never good again.
   *
   * @param version of the setting, from 1; one that never was is refused when it is written
   */
  public static int firstGeneration(long version) {
    return (int) Math.min(version, Integer.MAX_VALUE);
  }

  public WebhookEndpoint withEnabled(boolean now) {
    return new WebhookEndpoint(id, url, events, now, generation);
  }

  /** With a secret of its own once more; the one before is good for as long as it is the last. */
  public WebhookEndpoint withNextSecret() {
    return new WebhookEndpoint(id, url, events, enabled, generation + 1);
  }

  public boolean wants(EngagementChange change) {
    return enabled && events.contains(change);
  }
}
