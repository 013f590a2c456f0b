package org.trueopen.settings;

/**
 * What holds for a whole account.
 *
 * @param killSwitch on: nothing is instrumented, and hits of mail already sent are answered but not
 *     recorded
 * @param allowUnvalidatedDomains whether opens may be tracked in mail from a domain nobody
 *     validated
 */
public record AccountPolicy(boolean killSwitch, boolean allowUnvalidatedDomains)
    implements SettingValue {

  /** A new account's policy. */
  public static final AccountPolicy DEFAULT = new AccountPolicy(false, false);
}
