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
  public static final String IMAGE_PREFIX = "/i/";
  public static final String OPT_OUT_PREFIX = "/opt-out/";

  public String pixel(Token.Open token) {
    return base + OPEN_PREFIX + tokens.encode(token) + OPEN_SUFFIX;
  }

  /**
   * The address of a visible image.
   *
   * @param name what the image shows, as the last part of the address: letters, digits, dots,
   *     hyphens; it tells nobody anything but the reader
   */
  public String image(Token.Image token, String name) {
    return base + IMAGE_PREFIX + tokens.encode(token) + '/' + name;
  }

  /** The page where this recipient opts out. */
  public String optOut(Token.OptOut token) {
    return base + OPT_OUT_PREFIX + tokens.encode(token);
  }

  public String link(Token.Click token) {
    return base + CLICK_PREFIX + tokens.encode(token);
  }
}
