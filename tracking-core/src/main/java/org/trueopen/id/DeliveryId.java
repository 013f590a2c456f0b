package org.trueopen.id;

import com.github.f4b6a3.ulid.UlidCreator;

/**
 * One message to one recipient. Ours are ULIDs, so they sort by the time they were made; imported
 * ones are whatever the old system used.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record DeliveryId(String value) {

  public DeliveryId {
    if (value.isEmpty() || value.length() > 64 || !isAllowed(value)) {
      throw new IllegalArgumentException(
          "delivery id: expected 1 to 64 of A-Z, a-z, 0-9, '_' and '-', found \"" + value + "\"");
    }
  }

  /** A new id that no other process makes: 48 bits of time, 80 of randomness. */
  public static DeliveryId next() {
    return new DeliveryId(UlidCreator.getMonotonicUlid().toString());
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
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  @Override
  public String toString() {
    return value;
  }
}
