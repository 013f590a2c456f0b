package org.trueopen.admin.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A campaign's name as one segment of a path. Plain names stand as they are; others, which may hold
 * slashes or percent signs that servers refuse in a path, behind a tilde in base64url.
 */
public final class CampaignUrl {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
  private static final char CODED = '~';

  private CampaignUrl() {}

  /** Where its page is, from the root. */
  public static String path(String campaign) {
    return "campaigns/" + segment(campaign);
  }

  public static String segment(String campaign) {
    return PLAIN.matcher(campaign).matches()
        ? campaign
        : CODED + Base64.getUrlEncoder().withoutPadding().encodeToString(campaign.getBytes(UTF_8));
  }

  /** Empty if it names none. */
  public static Optional<String> name(String segment) {
    if (PLAIN.matcher(segment).matches()) {
      return Optional.of(segment);
    }
    if (segment.length() < 2 || segment.charAt(0) != CODED) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(segment.substring(1)), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
