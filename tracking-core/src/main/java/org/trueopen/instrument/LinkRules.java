package org.trueopen.instrument;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.trueopen.token.TokenCodec;

/**
 * Which links are tracked: those of {@code a} and {@code area} that lead to http or https, are not
 * marked {@code data-track="off"}, do not unsubscribe, and lead to no excluded host.
 *
 * @param excludedHosts lower-case host names whose links are left as they are
 */
public record LinkRules(Set<String> excludedHosts) {

  /** Whole words only, so that "reunsubscribed" in some product's name is no match. */
  private static final Pattern UNSUBSCRIBE =
      Pattern.compile("(?<![a-z])(unsubscribe|opt-?out)(?![a-z])");

  public LinkRules {
    excludedHosts = Set.copyOf(excludedHosts);
  }

  boolean tracks(Element link) {
    String url = link.attr("href").strip();
    return !link.attr("data-track").equalsIgnoreCase("off")
        && isHttp(url)
        && url.length() * 3 <= TokenCodec.MAX_DESTINATION_BYTES
        && !unsubscribes(link, url)
        && !excludedHosts.contains(host(url));
  }

  /**
   * A template's placeholder in front ({@code {{url}}}) is no http link, so it is left alone too.
   */
  private static boolean isHttp(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  private static boolean unsubscribes(Element link, String url) {
    return UNSUBSCRIBE.matcher(url.toLowerCase(Locale.ROOT)).find()
        || UNSUBSCRIBE.matcher(link.text().toLowerCase(Locale.ROOT)).find();
  }

  private static String host(String url) {
    try {
      String host = new URI(url).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      // Links in mail are often no valid URI ("|" or spaces in a query); they still work in
      // clients.
      String rest = url.substring(url.indexOf("//") + 2);
      return rest.split("[/?#:]", 2)[0].toLowerCase(Locale.ROOT);
    }
  }
}
