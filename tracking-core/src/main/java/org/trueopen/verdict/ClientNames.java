package org.trueopen.verdict;

import java.util.regex.Pattern;
import ua_parser.CachingParser;
import ua_parser.Client;

/** Names a client in words by its user agent. Not safe for use by several threads at once. */
final class ClientNames {

  /**
   * Popular agents come again and again; the parser's own cost is a walk over a thousand patterns.
   */
  private static final int CACHED_AGENTS = 4096;

  /** What browsers and desktop mail clients send; everything else is not taken for a person's. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "^Mozilla/[45]\\.0 \\(|^Opera/|Outlook|Thunderbird|Airmail|Postbox|eM ?Client|The Bat!|"
              + "Lotus-Notes|Evolution/|KMail|MailMate|Spark|Dalvik/");

  private final CachingParser parser = new CachingParser(CACHED_AGENTS);

  static boolean isPersonal(String userAgent) {
    return PERSONAL.matcher(userAgent).find();
  }

  String of(String userAgent) {
    if (userAgent.isBlank()) {
      return "";
    }
    Client client = parser.parse(userAgent);
    String family = client.userAgent.family;
    String system = client.os.family;
    if (family.equals("Other")) {
      return "";
    }
    return system.equals("Other") ? family : family + " on " + system;
  }
}
