package org.trueopen.benchmarks.heldout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Header sets as browsers, mail programs and plain programs send them. */
final class Headers {

  static final List<String> LANGUAGES =
      List.of(
          "en-US,en;q=0.9",
          "en-GB,en;q=0.9",
          "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7",
          "nl-NL,nl;q=0.9,en;q=0.8",
          "fr-FR,fr;q=0.9,en;q=0.8",
          "it-IT,it;q=0.9");

  private static final String CHROMIUM_ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

  private static final String OTHER_ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  static final Map<String, String> PLAIN = Map.of("accept", "*/*");

  static final Map<String, String> APP_IMAGE =
      Map.of("accept", "image/webp,image/png,image/*;q=0.8,*/*;q=0.5", "accept-language", "en-US");

  /** Of a browser that a program drives: as the browser's own, but without a language. */
  static final Map<String, String> DRIVEN =
      Map.of(
          "accept",
          CHROMIUM_ACCEPT,
          "sec-fetch-dest",
          "document",
          "sec-fetch-mode",
          "navigate",
          "sec-fetch-site",
          "none",
          "sec-fetch-user",
          "?1",
          "upgrade-insecure-requests",
          "1");

  /** An imitation of a browser by a program that knows what browsers sent some years ago. */
  static final Map<String, String> IMITATED =
      Map.of("accept", OTHER_ACCEPT, "accept-language", "en-US,en;q=0.5");

  /** What an add-on in the reader's browser fetches for itself. */
  static final Map<String, String> ADD_ON =
      Map.of(
          "accept",
          "*/*",
          "accept-language",
          "en-US,en;q=0.9",
          "sec-fetch-dest",
          "empty",
          "sec-fetch-mode",
          "cors",
          "sec-fetch-site",
          "none");

  /** A page that a browser loads ahead of a click, and says so. */
  static Map<String, String> ahead(Map<String, String> page) {
    Map<String, String> headers = new TreeMap<>(page);
    headers.remove("sec-fetch-user");
    headers.put("sec-purpose", "prefetch");
    return headers;
  }

  private Headers() {}

  /** Of a click, by what the browser is; Safari does not say that somebody pressed. */
  static Map<String, String> page(String agent, boolean fromPage, String language) {
    Map<String, String> headers = new TreeMap<>();
    boolean chromium = agent.contains("Chrome/");
    headers.put("accept", chromium ? CHROMIUM_ACCEPT : OTHER_ACCEPT);
    headers.put("accept-language", language);
    if (agent.contains("Trident") || agent.contains("SeaMonkey")) {
      return headers; // too old for more
    }
    headers.put("sec-fetch-dest", "document");
    headers.put("sec-fetch-mode", "navigate");
    headers.put("sec-fetch-site", fromPage ? "cross-site" : "none");
    if (chromium || agent.contains("Firefox")) {
      headers.put("sec-fetch-user", "?1");
      headers.put("upgrade-insecure-requests", "1");
    }
    return headers;
  }

  /** Of an image in a page. */
  static Map<String, String> image(String language) {
    return Map.of(
        "accept",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
        "accept-language",
        language,
        "sec-fetch-dest",
        "image",
        "sec-fetch-mode",
        "no-cors",
        "sec-fetch-site",
        "cross-site");
  }
}
