package org.trueopen.benchmarks.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/** Gathers the requests of a sending. */
final class Requests {

  /** What browsers and mail programs ask for with an image, a page; and what plain programs ask. */
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

  private final List<Request> all = new ArrayList<>();

  /** Who asks. */
  record Caller(
      String story,
      VerdictClass label,
      String address,
      String userAgent,
      Map<String, String> headers) {}

  void open(Letter letter, Caller caller, Instant at) {
    all.add(
        new Request(
            letter,
            caller.story(),
            caller.label(),
            HitKind.OPEN,
            -1,
            at,
            "GET",
            caller.address(),
            caller.userAgent(),
            caller.headers()));
  }

  void click(Letter letter, Caller caller, int link, Instant at) {
    click(letter, caller, link, at, "GET");
  }

  void click(Letter letter, Caller caller, int link, Instant at, String method) {
    all.add(
        new Request(
            letter,
            caller.story(),
            caller.label(),
            HitKind.CLICK,
            link,
            at,
            method,
            caller.address(),
            caller.userAgent(),
            caller.headers()));
  }

  List<Request> all() {
    return all;
  }
}
