package org.trueopen.admin.api;

import java.util.Locale;

/** How the API writes an enum's names. */
final class Words {

  private Words() {}

  /** {@code DOMAIN_POLICY} as {@code domain-policy}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
