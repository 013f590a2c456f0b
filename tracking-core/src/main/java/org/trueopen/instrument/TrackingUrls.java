package org.trueopen.instrument;

import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * The addresses of pixels and links on a tracking host.
 *
 * @param base {@code scheme://host[:port]} without a slash at the end
 */
public record TrackingUrls(TokenCodec tokens, String base) {

  public static final String OPEN_PREFIX = "/o/";
  public static final String OPEN_SUFFIX = ".gif";
  public static final String CLICK_PREFIX = "/c/";

  public String pixel(Token.Open token) {
    return base + OPEN_PREFIX + tokens.encode(token) + OPEN_SUFFIX;
  }

  public String link(Token.Click token) {
    return base + CLICK_PREFIX + tokens.encode(token);
  }
}
