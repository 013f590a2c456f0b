package org.trueopen.standalone.demo;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a client introduces itself.
 *
 * @param userAgent the User-Agent header, exactly
 * @param headers other headers, names in lower case
 */
public record Agent(String userAgent, Map<String, String> headers) {

  public Agent {
    // Sorted, so that files written from the same seed are the same to the byte.
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  Agent with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new Agent(userAgent, more);
  }

  /** A client that loads images. */
  static Agent images(String userAgent) {
    return new Agent(userAgent, Map.of("accept", "image/avif,image/webp,image/*,*/*;q=0.8"));
  }

  /** A client that says nothing about itself but its name. */
  static Agent bare(String userAgent) {
    return new Agent(userAgent, Map.of("accept", "*/*"));
  }

  /** A browser that follows a link. */
  static Agent browser(String userAgent) {
    return new Agent(
        userAgent,
        Map.of(
            "accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "accept-language", "en-US,en;q=0.9",
            "sec-fetch-dest", "document",
            "sec-fetch-mode", "navigate",
            "sec-fetch-site", "none",
            "upgrade-insecure-requests", "1"));
  }
}
