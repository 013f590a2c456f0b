package org.trueopen.id;

/**
 * An organisation's name inside TrueOpen.
 *
 * @param value 1 to 32 of {@code a-z}, {@code 0-9} and {@code -}
 */
public record AccountId(String value) {

  public AccountId {
    if (value.isEmpty() || value.length() > 32 || !isAllowed(value)) {
      throw new IllegalArgumentException(
          "account: expected 1 to 32 of a-z, 0-9 and '-', found \"" + value + "\"");
    }
  }

  /** By a plain loop: every hit makes one of these, and a stream would be most of its garbage. */
  private static boolean isAllowed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  @Override
  public String toString() {
    return value;
  }
}
