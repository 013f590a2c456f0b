package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One event for one webhook.
 *
 * @param endpoint id of the webhook within the account
 * @param eventId id of the CloudEvent
 */
public record PostKey(String account, String endpoint, String eventId) {

  /** As it stands in the topics: neither account nor endpoint have a slash in them. */
  public byte[] bytes() {
    return (account + '/' + endpoint + '/' + eventId).getBytes(UTF_8);
  }

  /**
   * Reads {@link #bytes}.
   *
   * @throws IllegalArgumentException if they are none of ours
   */
  public static PostKey parse(byte[] bytes) {
    String[] parts = new String(bytes, UTF_8).split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("expected account/endpoint/event");
    }
    return new PostKey(parts[0], parts[1], parts[2]);
  }
}
