package org.trueopen.admin.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.trueopen.admin.report.JudgedHit.Reason;
import org.trueopen.verdict.VerdictClass;

/** Verdicts, places and reasons in words that need no manual. */
public final class VerdictWords {

  private static final Map<VerdictClass, String> VERDICTS =
      Map.of(
          VerdictClass.PERSON, "Person",
          VerdictClass.PERSON_VIA_PROXY, "Person, via proxy",
          VerdictClass.PRIVACY_PRELOAD, "Privacy preload",
          VerdictClass.PROVIDER_PREFETCH, "Provider prefetch",
          VerdictClass.SECURITY_SCANNER, "Security scanner",
          VerdictClass.LINK_PREVIEW, "Link preview",
          VerdictClass.DECLARED_BOT, "Declared bot",
          VerdictClass.OWN_TRAFFIC, "Own traffic",
          VerdictClass.UNKNOWN, "Unknown");

  /** By rule id; {@code %s} is the evidence. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("method-head", "It asked with %s: nobody looks at a picture or page that way."),
          Map.entry("prefetch-header", "It said itself that it fetches ahead of a reader (%s)."),
          Map.entry("listed-network", "It came from a network listed as a machine's: %s."),
          Map.entry(
              "other-network",
              "Its address is not where such requests come from (%s), so this is less certain."),
          Map.entry("empty-user-agent", "It did not say which program it is; mail clients do."),
          Map.entry(
              "unrecognised-client",
              "Its program is neither a known mail client or browser nor a known machine: %s"),
          Map.entry("personal-client", "It came from a mail client or browser people use: %s."),
          Map.entry(
              "private-relay",
              "Its address belongs to Apple's private relay, which hides where people are."),
          Map.entry(
              "link-burst", "Too many different links were followed too fast for a person: %s."),
          Map.entry(
              "checked-click", "It followed a link as somebody else did, as gateways do: %s."),
          Map.entry(
              "honeypot",
              "A link was followed that nobody can see or click, as who follows every link of a mail"
                  + " does: %s."),
          Map.entry(
              "every-link",
              "Everything there is to follow in the mail was followed from its network, as who checks"
                  + " a mail does: %s."),
          Map.entry(
              "gateway-company",
              "Requests about that time from several networks were a machine's, and this one fits"
                  + " them: %s."),
          Map.entry(
              "cloud-network",
              "Its address belongs to a public cloud, where programs run and few people sit: %s."),
          Map.entry(
              "hosting-network",
              "Its address belongs to a hoster, where programs run; VPNs have exits there, too: %s."),
          Map.entry("link-sweep", "One reader followed many links one after the other: %s."),
          Map.entry(
              "scanning-network",
              "Much of what comes from its network follows everybody's links, as a gateway does:"
                  + " %s."),
          Map.entry(
              "network-in-step",
              "Whoever the mail is for, its network asks right after delivery and not later: %s."),
          Map.entry(
              "prompt-network",
              "Its network asks for everybody's mail right after delivery, and this came then: %s."),
          Map.entry(
              "pictures-only",
              "Its network shows many people's mail and follows no link of it, as image loaders do: %s."),
          Map.entry(
              "scanned-domain",
              "The recipient's domain has its mail scanned at about that time: %s."),
          Map.entry(
              "no-pixel-before-clicks",
              "Links were followed before anything had shown the mail: %s."),
          Map.entry(
              "several-networks",
              "The mail was asked for from many places at once, as gateways with many addresses"
                  + " do: %s."),
          Map.entry(
              "unsubscribe-and-content",
              "The same reader followed the unsubscribe link and another one, as who checks all"
                  + " links does: %s."),
          Map.entry(
              "soon-after-delivery",
              "It came very soon, when gateways are at work and few people are: %s."),
          Map.entry(
              "own-network", "It came from one of the networks the account named as its own: %s."),
          Map.entry(
              "click-implies-open",
              "Whoever clicks has the mail open, so this counts as its open: %s."),
          Map.entry("forward", "Somebody beyond the recipient, it seems: %s."),
          Map.entry("another-device", "Likely the recipient with another device: %s."),
          Map.entry(
              "history-full",
              "The delivery had too many hits to judge them together: %s. This one was judged"
                  + " alone."),
          Map.entry(
              "mpp-user-agent",
              "Apple Mail Privacy Protection loads every picture, whether anybody reads or not."),
          Map.entry(
              "gmail-prefetch",
              "Gmail fetched the picture ahead of the reader, as it sometimes" + " does."),
          Map.entry(
              "gmail-image-proxy",
              "Gmail's image proxy fetched it, which it does when a person opens the mail."),
          Map.entry(
              "yahoo-mail-proxy",
              "Yahoo's mail proxy fetched it, which it does when a person opens the mail."),
          Map.entry("declared-bot", "The program says of itself that it is a bot: %s"),
          Map.entry("http-library", "It is a program's HTTP library, not a browser: %s"),
          Map.entry("headless-browser", "It is a browser run by a program: %s"),
          Map.entry("barracuda-agent", "The program names itself as Barracuda's link checker: %s"));

  /** Begins the rule of a user agent that an account has added. */
  private static final String OWN_ENTRY = "list-";

  private VerdictWords() {}

  /** {@code SECURITY_SCANNER} as {@code Security scanner}; an unknown class as itself. */
  public static String verdict(String verdict) {
    return Arrays.stream(VerdictClass.values())
        .filter(known -> known.name().equals(verdict))
        .map(known -> VERDICTS.getOrDefault(known, verdict))
        .findFirst()
        .orElse(verdict);
  }

  /** What a class stands for, in a few words. */
  public static String meaning(String verdict) {
    return switch (verdict) {
      case "PERSON" -> "somebody with a mail client or browser of their own";
      case "PERSON_VIA_PROXY" -> "somebody behind a provider's image proxy";
      case "PRIVACY_PRELOAD" -> "loaded whether or not anybody reads";
      case "PROVIDER_PREFETCH" -> "fetched ahead of the reader";
      case "SECURITY_SCANNER" -> "a gateway or link checker";
      case "LINK_PREVIEW" -> "a messenger's preview";
      case "DECLARED_BOT" -> "a program that says it is one";
      case "OWN_TRAFFIC" -> "the sender's own people";
      case "UNKNOWN" -> "the evidence does not tell";
      default -> "";
    };
  }

  /** Whether it counts as people, unknowable or machines; lower case, as in styles. */
  public static String group(String verdict) {
    return Arrays.stream(VerdictClass.values())
        .filter(known -> known.name().equals(verdict))
        .map(known -> known.group().name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("unknowable");
  }

  /** Which image an open was loaded by; empty for a click. */
  public static String pixel(String pixel) {
    return switch (pixel) {
      case "END" -> "pixel at the end";
      case "EARLY" -> "pixel at the beginning";
      case "IMAGE" -> "image of the sender's";
      default -> pixel;
    };
  }

  /** What a place means. */
  public static String place(String place) {
    return switch (place) {
      case "FIRST" -> "first of its kind";
      case "RELOAD" -> "reload within seconds, not counted";
      case "REPEAT" -> "the same reader again";
      case "FORWARD" -> "forwarded, or another device";
      default -> place;
    };
  }

  /**
   * A reason as a sentence. Rules without a sentence of their own are named with their evidence.
   */
  public static String sentence(Reason reason) {
    String known = REASONS.get(reason.rule());
    if (known != null) {
      return known.replace("%s", reason.evidence()).strip();
    }
    if (reason.rule().startsWith(OWN_ENTRY)) {
      return "The user agent stands as \"%s\" among the entries this account has added to the lists: %s"
          .formatted(reason.rule().substring(OWN_ENTRY.length()), reason.evidence());
    }
    if (reason.rule().endsWith("-preview")) {
      return "A messenger or search service fetched it to show a preview: " + reason.evidence();
    }
    if (reason.rule().endsWith("-proxy")) {
      return "A mail provider's image proxy fetched it for a reader: " + reason.evidence();
    }
    String rule = "The rule \"" + reason.rule().replace('-', ' ') + "\" matched";
    return reason.evidence().isEmpty() ? rule + "." : rule + ": " + reason.evidence();
  }
}
