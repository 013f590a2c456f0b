package org.trueopen.settings;

/** Which of the browser's signals an account takes as a wish not to be recorded. */
public enum PrivacySignals {
  /** None: measuring one's own mail is not the sale or sharing that the signals speak of. */
  IGNORE,
  /** {@code Sec-GPC: 1} (Global Privacy Control, W3C). */
  GPC,
  /** {@code DNT: 1} as well (Tracking Preference Expression, W3C, discontinued). */
  GPC_AND_DNT;

  public boolean heedsGpc() {
    return this != IGNORE;
  }

  public boolean heedsDnt() {
    return this == GPC_AND_DNT;
  }
}
