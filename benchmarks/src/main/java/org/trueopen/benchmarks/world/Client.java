package org.trueopen.benchmarks.world;

/** With what somebody reads mail. */
enum Client {
  GMAIL,
  YAHOO,
  SEZNAM,
  /** Apple Mail with Mail Privacy Protection. */
  APPLE_PROTECTED,
  APPLE_DIRECT,
  OUTLOOK,
  THUNDERBIRD,
  ANDROID,
  /** A webmail page whose images the browser itself loads. */
  WEBMAIL
}
