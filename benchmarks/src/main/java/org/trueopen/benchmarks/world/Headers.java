package org.trueopen.benchmarks.world;

import java.util.Map;

/** What browsers and mail programs ask for with an image, a page; and what plain programs ask. */
final class Headers {

  static final Map<String, String> IMAGE =
      Map.of(
          "accept", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
          "accept-language", "en-GB,en;q=0.9",
          "sec-fetch-dest", "image");

  static final Map<String, String> MAIL_IMAGE =
      Map.of("accept", "image/webp,image/avif,image/png;q=0.9,*/*;q=0.5", "accept-language", "en");

  static final Map<String, String> PAGE =
      Map.of(
          "accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "accept-language", "en-GB,en;q=0.9",
          "sec-fetch-dest", "document",
          "sec-fetch-mode", "navigate",
          "sec-fetch-user", "?1");

  static final Map<String, String> BARE_PAGE =
      Map.of("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

  static final Map<String, String> PLAIN = Map.of("accept", "*/*");

  private Headers() {}
}
