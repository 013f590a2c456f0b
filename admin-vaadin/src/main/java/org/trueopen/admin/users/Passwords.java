package org.trueopen.admin.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;

/** Which passwords are taken. */
public final class Passwords {

  /** NIST SP 800-63B asks for 15 where a password stands alone; 12 is OWASP's lower bound. */
  public static final int MIN_CHARS = 12;

  /** BCrypt looks at no more. */
  private static final int MAX_BYTES = 72;

  private static final int MIN_DIFFERENT_CHARS = 5;

  private Passwords() {}

  /** Why a password is not taken; empty if it is. */
  public static Optional<String> problem(String user, String password) {
    if (password.codePointCount(0, password.length()) < MIN_CHARS) {
      return Optional.of("A password has at least " + MIN_CHARS + " characters; several words do.");
    }
    if (password.getBytes(UTF_8).length > MAX_BYTES) {
      return Optional.of("A password has at most " + MAX_BYTES + " bytes.");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(user.toLowerCase(Locale.ROOT)) || lower.contains("trueopen")) {
      return Optional.of("A password does not contain the user's name or the product's.");
    }
    if (password.chars().distinct().count() < MIN_DIFFERENT_CHARS) {
      return Optional.of("That is too few different characters to be hard to guess.");
    }
    return Optional.empty();
  }
}
