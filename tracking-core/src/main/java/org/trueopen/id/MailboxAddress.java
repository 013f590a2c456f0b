package org.trueopen.id;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address without its display name, lower-cased: {@code bob@example.net}.
 *
 * @param value the address, at most 254 characters (RFC 5321 section 4.5.3.1.3)
 */
public record MailboxAddress(String value) {

  // The dot-atom form of RFC 5322 section 3.4.1, with UTF-8 as RFC 6531 allows. Dots may stand
  // anywhere in the local part, as in addresses some carriers gave out; quoted ones are not in use.
  private static final String LABEL = "(?!-)[\\p{L}\\p{M}\\p{N}-]{1,63}(?<!-)";
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\"(),:;<>\\[\\]\\\\\\p{Z}\\p{C}]{1,64}@" + LABEL + "(\\." + LABEL + ")*");

  public MailboxAddress {
    value = value.toLowerCase(Locale.ROOT);
    if (value.length() > 254 || !ADDRESS.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "address: expected local@domain of at most 254 characters, found \""
              + shown(value)
              + '"');
    }
  }

  /** Reads {@code bob@example.net} or {@code Bob <bob@example.net>}; empty if it is neither. */
  public static Optional<MailboxAddress> tryParse(String text) {
    String address = text.strip();
    int open = address.lastIndexOf('<');
    if (open >= 0 && address.endsWith(">")) {
      address = address.substring(open + 1, address.length() - 1).strip();
    }
    // Lower-cased first: it may make an address longer.
    address = address.toLowerCase(Locale.ROOT);
    if (address.length() > 254 || !ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    return Optional.of(new MailboxAddress(address));
  }

  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  @Override
  public String toString() {
    return value;
  }
}
