package org.trueopen.benchmarks.institution;

import java.util.List;
import java.util.Map;

/** Header sets as they are seen: people's are not always full, machines' not always bare. */
final class Headers {

  static final Map<String, String> CHROME_PAGE =
      Map.of(
          "accept",
          "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
          "accept-language",
          "de-DE,de;q=0.9,en;q=0.7",
          "sec-fetch-dest",
          "document",
          "sec-fetch-mode",
          "navigate",
          "sec-fetch-site",
          "none",
          "sec-fetch-user",
          "?1");

  /** A browser before 2023, or behind a proxy that passes on little. */
  static final Map<String, String> OLD_PAGE =
      Map.of(
          "accept",
          "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
          "accept-language",
          "fr-FR,fr;q=0.9");

  /** A driven browser: nobody pressed anything, so no {@code sec-fetch-user}. */
  static final Map<String, String> DRIVEN_PAGE =
      Map.of(
          "accept",
          "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
          "accept-language",
          "en-US,en;q=0.9",
          "sec-fetch-dest",
          "document",
          "sec-fetch-mode",
          "navigate",
          "sec-fetch-site",
          "none");

  static final Map<String, String> BARE_PAGE = Map.of("accept", "text/html,*/*");

  static final Map<String, String> PLAIN = Map.of("accept", "*/*");

  static final Map<String, String> BROWSER_IMAGE =
      Map.of(
          "accept", "image/avif,image/webp,image/*,*/*;q=0.8",
          "accept-language", "de-DE,de;q=0.9,en;q=0.7",
          "sec-fetch-dest", "image",
          "sec-fetch-mode", "no-cors");

  static final Map<String, String> APP_IMAGE =
      Map.of("accept", "image/webp,*/*", "accept-language", "en-GB");

  /** What readers' browsers send with a click. */
  static final List<Map<String, String>> PEOPLE =
      List.of(CHROME_PAGE, CHROME_PAGE, CHROME_PAGE, CHROME_PAGE, OLD_PAGE);

  /** What scanners send with a link. */
  static final List<Map<String, String>> SCANNERS =
      List.of(CHROME_PAGE, DRIVEN_PAGE, DRIVEN_PAGE, BARE_PAGE, PLAIN);

  private Headers() {}
}
