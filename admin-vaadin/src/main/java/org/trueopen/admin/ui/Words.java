package org.trueopen.admin.ui;

import java.util.Locale;

/** Numbers as they are written here. */
public final class Words {

  private Words() {}

  /** {@code 12,345}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 click}, {@code 2 clicks}: for nouns that take an s. */
  public static String count(long number, String noun) {
    return number(number) + ' ' + noun + (number == 1 ? "" : "s");
  }
}
