package org.trueopen.benchmarks.heldout;

/** With what somebody reads mail. */
enum Program {
  GMAIL,
  YAHOO,
  /** Apple Mail with Mail Privacy Protection. */
  APPLE_PROTECTED,
  APPLE_PLAIN,
  /** The one of Word's engine. */
  OUTLOOK_CLASSIC,
  /** The one that is a web page in a window. */
  OUTLOOK_NEW,
  OUTLOOK_MOBILE,
  THUNDERBIRD,
  ANDROID_APP,
  /** A webmail page whose images the browser itself loads. */
  WEBMAIL,
  /** The same with an ad-blocker, which lets no pixel through. */
  WEBMAIL_BLOCKED;

  boolean apple() {
    return this == APPLE_PROTECTED || this == APPLE_PLAIN;
  }

  boolean onPhonesOnly() {
    return this == OUTLOOK_MOBILE || this == ANDROID_APP;
  }

  /** It may run on a phone as well as on a desk, as the same account. */
  boolean anywhere() {
    return this == GMAIL || this == YAHOO || apple();
  }

  boolean inBrowser() {
    return this == WEBMAIL || this == WEBMAIL_BLOCKED || this == OUTLOOK_NEW;
  }
}
