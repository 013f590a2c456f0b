package org.trueopen.settings;

/** Where a switch can be set, the most specific first: the first explicit value decides. */
public enum Level {
  MESSAGE,
  CAMPAIGN,
  MAILBOX,
  DOMAIN,
  ACCOUNT
}
