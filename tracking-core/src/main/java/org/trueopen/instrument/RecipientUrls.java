package org.trueopen.instrument;

import org.jspecify.annotations.Nullable;

/** The addresses that one recipient's copy of a mail carries. */
public interface RecipientUrls {

  /** The pixel at the end, or at the beginning of a long mail; null if opens are not tracked. */
  @Nullable String pixel();

  /** The second pixel, at the beginning; null for none. */
  @Nullable String earlyPixel();

  /**
   * The address that stands in for the sender's own image. Asked only where {@link #pixel} is not
   * null.
   *
   * @param destination where the image is
   * @param name what it shows, fit to be the last part of an address
   */
  String image(String destination, String name);

  /** The address that stands in for a link, by its number; null to leave all links alone. */
  @Nullable String link(int number);

  /** The address of the link that no reader sees; null for none. */
  default @Nullable String honeypot() {
    return null;
  }

  /** The page where this recipient opts out. */
  String optOut();
}
