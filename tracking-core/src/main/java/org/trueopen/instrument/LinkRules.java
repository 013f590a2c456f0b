package org.trueopen.instrument;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.trueopen.token.TokenCodec;

/**
 * Which links are tracked: those of {@code a} and {@code area} that lead to http or https, are not
 * marked {@code data-track="off"}, do not unsubscribe, lead to no excluded host, and hold neither a
 * control character nor a template's placeholder.
 *
 * @param excludedHosts lower-case host names whose links are left as they are
 */
public record LinkRules(Set<String> excludedHosts) {

  /** Whole words only, so that "reunsubscribed" in some product's name is no match. */
  private static final Pattern UNSUBSCRIBE =
      Pattern.compile("(?<![a-z])(unsubscribe|opt[-_ ]?out)(?![a-z])");

  /**
   * What opens a placeholder in the usual template languages. Whoever fills it in comes after us
   * and would not find it inside a token.
   */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\{%|\\*\\||%%");

  public LinkRules {
    excludedHosts = Set.copyOf(excludedHosts);
  }

  boolean tracks(Element link) {
    String url = link.attr("href").strip();
    return !link.attr("data-track").equalsIgnoreCase("off")
        && isHttp(url)
        && !host(url).isEmpty()
        && url.chars().noneMatch(Character::isISOControl) // never to reach a Location header
        && !PLACEHOLDER.matcher(url).find()
        && url.length() * 3 <= TokenCodec.MAX_DESTINATION_BYTES
        && !unsubscribes(link, url)
        && !excludedHosts.contains(host(url));
  }

  private static boolean isHttp(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  private static boolean unsubscribes(Element link, String url) {
    return UNSUBSCRIBE.matcher(url.toLowerCase(Locale.ROOT)).find()
        || UNSUBSCRIBE.matcher(link.text().toLowerCase(Locale.ROOT)).find();
  }

  /**
   * Read by hand: links in mail are often no valid URI ("|" or spaces in a query, an underscore or
   * an umlaut in the host), and still work in clients.
   */
  private static String host(String url) {
    String authority = url.substring(url.indexOf("//") + 2).split("[/?#\\\\]", 2)[0];
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    return hostAndPort.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
