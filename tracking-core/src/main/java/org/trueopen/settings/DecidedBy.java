package org.trueopen.settings;

/** What decided whether something is tracked: a level's switch, or a gate behind the switches. */
public enum DecidedBy {
  MESSAGE,
  CAMPAIGN,
  MAILBOX,
  DOMAIN,
  ACCOUNT,
  /** Nobody has set anything: the product's default. */
  DEFAULT,
  /** Gate: the account's kill switch is on. */
  KILL_SWITCH,
  /** Gate: the recipient has opted out. */
  OPTED_OUT,
  /** Gate: the mail has no HTML part. */
  NO_HTML,
  /** Gate: nobody has shown that the sending domain is theirs. */
  UNVALIDATED_DOMAIN,
  /** Gate: the sending domain has no verified tracking host. */
  NO_TRACKING_DOMAIN,
  /** History brought in from elsewhere. */
  IMPORTED
}
