package org.trueopen.benchmarks.heldout;

import java.util.Locale;

/** From where somebody's usual device reaches the Internet. */
enum Whereabouts {
  /** The company's own line, which its people share. */
  OFFICE_LINE,
  /** A tunnel to the company's exit in a data centre, wherever its people sit. */
  COMPANY_EXIT,
  /** A web gateway that is a service: many companies leave by the same addresses. */
  WEB_GATEWAY,
  /** A desktop that is itself a machine in a public cloud. */
  REMOTE_DESKTOP,
  HOME,
  /** A line at home whose address hundreds of households share. */
  SHARED_HOME,
  PHONE,
  /** A consumer VPN's exit in a rented rack. */
  RENTED_VPN;

  /** On a company's network, or on one that it rents. */
  boolean atWork() {
    return compareTo(HOME) < 0;
  }

  String story() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
