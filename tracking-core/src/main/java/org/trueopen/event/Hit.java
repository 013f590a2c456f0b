package org.trueopen.event;

import java.time.Instant;
import java.util.Map;

/**
 * One request to a pixel or a tracked link. Topic {@code hits}.
 *
 * @param hitId a ULID: time-ordered and unique; the job drops repeats of it
 * @param link the link's number for a click, {@link #HONEYPOT} for the link that no reader sees, -1
 *     for an open
 * @param url the link's destination for a click, empty for an open
 * @param address the client's full address; it goes no further than this topic
 * @param headers those that rules look at, by lower-case name
 * @param pixel which image was loaded
 * @param label the truth, where traffic was generated and it is known; otherwise empty
 */
public record Hit(
    String account,
    String deliveryId,
    String hitId,
    HitKind kind,
    int link,
    String url,
    Instant at,
    String method,
    String address,
    String userAgent,
    Map<String, String> headers,
    PixelPlace pixel,
    String label) {

  /** In place of a link's number: the link that no reader sees was followed. */
  public static final int HONEYPOT = -2;

  public Hit {
    headers = Map.copyOf(headers);
  }
}
