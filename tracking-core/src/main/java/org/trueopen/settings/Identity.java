package org.trueopen.settings;

/** Whether what is tracked may be tied to a recipient; set at the same levels as the switches. */
public enum Identity {
  /** Each recipient has a pixel and links of their own. */
  IDENTIFIED,
  /**
   * Pixel and links carry the campaign (or, without one, the mailbox), never the recipient; hits
   * count in totals only.
   */
  ANONYMOUS,
  /** The next wider level decides. */
  INHERIT
}
