package org.trueopen.benchmarks.institution;

/** With what somebody reads mail. */
enum Setup {
  GMAIL,
  YAHOO,
  RAMBLER,
  UKR_NET,
  /** Apple Mail with Mail Privacy Protection. */
  APPLE,
  APPLE_DIRECT,
  OUTLOOK,
  THUNDERBIRD,
  MOBILE_APP,
  /** A webmail page whose images the browser itself loads. */
  WEBMAIL
}
