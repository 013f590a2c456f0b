package org.trueopen.id;

/**
 * An organisation's name inside TrueOpen.
 *
 * @param value 1 to 32 of {@code a-z}, {@code 0-9} and {@code -}
 */
public record AccountId(String value) {

  public AccountId {
    if (value.isEmpty() || value.length() > 32 || !value.chars().allMatch(AccountId::isAllowed)) {
      throw new IllegalArgumentException(
          "account: expected 1 to 32 of a-z, 0-9 and '-', found \"" + value + "\"");
    }
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  @Override
  public String toString() {
    return value;
  }
}
