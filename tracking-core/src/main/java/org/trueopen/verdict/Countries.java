package org.trueopen.verdict;

/** In which country an address is, as far as somebody knows. No rule asks for it. */
public interface Countries {

  /** Knows of none. */
  Countries NONE = address -> "";

  /**
   * The code of ISO 3166-1 alpha-2, in capitals; empty if it is not known.
   *
   * @param address 4 bytes, or 16 of IPv6, in network order
   */
  String of(byte[] address);
}
