package org.trueopen.instrument;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trueopen.token.TokenCodec;

/**
 * Which links are tracked.
 *
 * <p>In HTML: the {@code href} of {@code a} and {@code area}, and of VML's elements ({@code
 * v:roundrect} and whatever else begins with {@code v:}), also inside conditional comments ({@code
 * <!--[if mso]>}), where Outlook's buttons are. Nothing else is touched: no form's action, no
 * {@code link}, no image, no {@code xlink:href}, no link inside another comment.
 *
 * <p>In plain text: what a mail client shows as a link, from {@code http://} or {@code https://}
 * on, without the punctuation behind it.
 *
 * <p>Of these, a link is left as it is
 *
 * <ul>
 *   <li>that does not lead to http or https with a host: {@code mailto:}, {@code tel:}, {@code
 *       cid:}, {@code data:}, {@code javascript:}, anchors, {@code //host}, and relative ones,
 *       whatever {@code <base href>} says;
 *   <li>that stands in an element marked {@code data-track="off"} or is so marked itself; the
 *       nearest mark counts, so {@code data-track="on"} makes an exception inside;
 *   <li>that unsubscribes: a target of the mail's List-Unsubscribe header (fragment and case of the
 *       host aside), or one with a word for it in its address, its text or the alternative text of
 *       its images. What unsubscribes in one place is left alone wherever else it stands in the
 *       body, since the text of an Outlook button often stands outside of it. In plain text the
 *       words on the same line count, up to 200 characters away;
 *   <li>that leads to an excluded host or a subdomain of one;
 *   <li>that holds a template's placeholder: who fills it in comes after us and would not find it
 *       inside a token;
 *   <li>that holds a control character (it must never reach a Location header) or half of a
 *       surrogate pair, or is longer than {@link TokenCodec#MAX_DESTINATION_BYTES};
 *   <li>that comes behind the first 65,536, or in HTML behind the first 50,000 tags.
 * </ul>
 *
 * @param excludedHosts host names whose links, and those of their subdomains, are left as they are
 * @param unsubscribeUrls the targets of the mail's List-Unsubscribe header (RFC 2369)
 */
public record LinkRules(Set<String> excludedHosts, Set<String> unsubscribeUrls) {

  /** As many links as a token can number. */
  static final int MAX_LINKS = 0x10000;

  /**
   * Whole words only, so that "reunsubscribed" in some product's name is no match. The words of the
   * commonest languages; for others there is {@code data-track="off"}.
   */
  private static final Pattern UNSUBSCRIBE =
      Pattern.compile(
          "(?<![a-z])(?:unsub(?:scribe)?|opt[-_\\s]{0,3}out|abmelden|abbestellen|austragen"
              + "|desabonner|desabonnement|desinscrire|desinscription|uitschrijven|afmelden"
              + "|d(?:ar|arse|ate) de baja|cancelar (?:la |a )?(?:suscripcion|subscricao|inscricao)"
              + "|desuscribir(?:se|me)?|descadastrar|disiscriviti|disiscrizione|disiscrivermi"
              + "|avregistrera|afmeld|avmeld|wypisz)(?![a-z])");

  /** How those begin: a search for the whole pattern at every letter would cost the most of all. */
  private static final String[] UNSUBSCRIBE_STEMS = {
    "unsub",
    "opt",
    "abmelden",
    "abbest",
    "austragen",
    "desabo",
    "desins",
    "uitschr",
    "afmeld",
    "de baja",
    "cancelar ",
    "desuscr",
    "descad",
    "disiscr",
    "avregistr",
    "avmeld",
    "wypisz"
  };

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /**
   * What opens a placeholder in the usual template languages: Handlebars and Liquid, Mailchimp,
   * ExactTarget, ERB and JSP, JSTL and FreeMarker, Mautic, Mailgun; and what an editor makes of
   * braces. A percent sign that begins no percent-encoding is one of those, too.
   */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{\\{|\\{%|\\*\\||%%|<%|\\[\\[|%7b%7b|%7b%25|[$#@]\\{|\\{[a-z_][\\w .:=|-]*}"
              + "|%(?![0-9a-f]{2})[a-z_][\\w.]*%",
          Pattern.CASE_INSENSITIVE);

  public LinkRules {
    excludedHosts =
        excludedHosts.stream().map(WebAddress::normalHost).collect(Collectors.toUnmodifiableSet());
    unsubscribeUrls =
        unsubscribeUrls.stream()
            .map(LinkRules::trimmed)
            .map(url -> WebAddress.read(url).map(WebAddress::comparable).orElse(url))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a link to this address may be tracked, as far as the address tells. */
  boolean tracks(String address) {
    return WebAddress.read(address)
            .filter(web -> !isExcluded(web.host()))
            .filter(web -> !unsubscribeUrls.contains(web.comparable()))
            .isPresent()
        && fitsToken(address)
        && !unsubscribes(address);
  }

  /** Whether an image of this address may be replaced. */
  boolean tracksImage(String address) {
    return WebAddress.read(address).filter(web -> !isExcluded(web.host())).isPresent()
        && fitsToken(address);
  }

  /** Whether a text or an address has a word for unsubscribing. */
  static boolean unsubscribes(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (!Utf8.isAscii(folded)) {
      folded = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
    }
    for (String stem : UNSUBSCRIBE_STEMS) {
      if (folded.contains(stem)) {
        return UNSUBSCRIBE.matcher(folded).find();
      }
    }
    return false;
  }

  static boolean holdsPlaceholder(String text) {
    for (int i = 0; i < text.length(); i++) {
      // One of these is in each of them.
      if ("{%*<[".indexOf(text.charAt(i)) >= 0) {
        return PLACEHOLDER.matcher(text).find();
      }
    }
    return false;
  }

  /** Without the characters that browsers drop at both ends (WHATWG URL section 4.4). */
  static String trimmed(String address) {
    return address.trim();
  }

  private boolean isExcluded(String host) {
    int from = 0;
    do {
      if (excludedHosts.contains(host.substring(from))) {
        return true;
      }
      from = host.indexOf('.', from) + 1;
    } while (from > 0);
    return false;
  }

  private static boolean fitsToken(String address) {
    return !Utf8.hasControls(address)
        && Utf8.isWellFormed(address)
        && Utf8.length(address, 0, address.length()) <= TokenCodec.MAX_DESTINATION_BYTES
        && !holdsPlaceholder(address);
  }
}
