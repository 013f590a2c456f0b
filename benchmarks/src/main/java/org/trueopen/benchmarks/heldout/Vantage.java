package org.trueopen.benchmarks.heldout;

import java.util.Locale;

/** From where a bought scanner looks. */
enum Vantage {
  /** Its vendor's own networks, which are known. */
  VENDOR,
  PUBLIC_CLOUD,
  /** Networks of its vendor's that nobody has listed. */
  UNLISTED,
  /** A machine of the company that uses it, on the company's own line. */
  OFFICE;

  String story() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
