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
  /** Gate: the mail names a campaign that nobody has set up, and the account wants that. */
  UNKNOWN_CAMPAIGN,
  /** Gate: the mail has no HTML part. */
  NO_HTML,
  /** Gate: nobody has shown that the sending domain is theirs. */
  UNVALIDATED_DOMAIN,
  /** Gate: the sending domain has no verified tracking host. */
  NO_TRACKING_DOMAIN,
  /** Gate: the mail is signed (S/MIME or PGP); any change would break the signature. */
  SIGNED,
  /** Gate: the mail is encrypted. */
  ENCRYPTED,
  /** Gate: the mail carries a DKIM signature already; any change would break it. */
  DKIM_SIGNED,
  /** Gate: the mail's structure cannot be read surely enough to change it. */
  UNREADABLE,
  /** Gate: tracking itself failed, so the mail went out as it came. */
  TRACKING_FAILED,
  /** History brought in from elsewhere. */
  IMPORTED
}
