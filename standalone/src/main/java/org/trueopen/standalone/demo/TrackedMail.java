package org.trueopen.standalone.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a mail client would find in one delivered mail.
 *
 * @param deliveryId the delivery's id
 * @param to the recipient's address
 * @param pixel path of the pixel, if the mail carries one
 * @param links paths of the tracked links, each once, in the mail's order
 */
record TrackedMail(String deliveryId, String to, Optional<String> pixel, List<String> links) {

  private static final String HOST = "https?://[^/\"'\\s<>]+";
  private static final Pattern PIXEL = Pattern.compile(HOST + "(/o/[^\"'\\s<>?#&]+\\.gif)");
  private static final Pattern LINK = Pattern.compile(HOST + "(/c/[^\"'\\s<>?#&]+)");

  /** Reads the instrumented HTML as received. */
  static TrackedMail of(String deliveryId, String to, String html) {
    Optional<String> pixel =
        PIXEL.matcher(html).results().map((MatchResult match) -> match.group(1)).findFirst();
    List<String> links =
        LINK.matcher(html).results().map((MatchResult match) -> match.group(1)).distinct().toList();
    return new TrackedMail(deliveryId, to, pixel, links);
  }

  /** The path the planned hit asks for; none if the mail is not tracked for it. */
  Optional<String> path(PlannedHit hit) {
    if (hit.kind() == PlannedHit.Kind.OPEN) {
      return pixel;
    }
    return hit.link() < links.size() ? Optional.of(links.get(hit.link())) : Optional.empty();
  }
}
