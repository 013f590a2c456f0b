package org.trueopen.settings;

import java.util.Set;

/**
 * What holds for a whole account.
 *
 * @param killSwitch on: nothing is instrumented, and hits of mail already sent are answered but not
 *     recorded
 * @param allowUnvalidatedDomains whether opens may be tracked in mail from a domain nobody
 *     validated
 * @param knownCampaignsOnly whether a campaign must have been set up before mail may name it
 * @param earlyPixel whether mail carries a second pixel at its beginning, so that a mail which the
 *     client cut short can be told from a complete one
 * @param excludedHosts lower-case host names whose links are never tracked
 * @param privacySignals hits that carry such a signal are answered but not recorded
 * @param honeypot whether mail with tracked links carries one more that no reader sees, by which
 *     scanners give themselves away
 */
public record AccountPolicy(
    boolean killSwitch,
    boolean allowUnvalidatedDomains,
    boolean knownCampaignsOnly,
    boolean earlyPixel,
    Set<String> excludedHosts,
    PrivacySignals privacySignals,
    boolean honeypot)
    implements SettingValue {

  /** A new account's policy. */
  public static final AccountPolicy DEFAULT = new AccountPolicy(false, false);

  public AccountPolicy {
    excludedHosts = Set.copyOf(excludedHosts);
  }

  /** Without a honeypot. */
  public AccountPolicy(
      boolean killSwitch,
      boolean allowUnvalidatedDomains,
      boolean knownCampaignsOnly,
      boolean earlyPixel,
      Set<String> excludedHosts,
      PrivacySignals privacySignals) {
    this(
        killSwitch,
        allowUnvalidatedDomains,
        knownCampaignsOnly,
        earlyPixel,
        excludedHosts,
        privacySignals,
        false);
  }

  /** The two main switches, the rest as in a new account. */
  public AccountPolicy(boolean killSwitch, boolean allowUnvalidatedDomains) {
    this(killSwitch, allowUnvalidatedDomains, false, false, Set.of(), PrivacySignals.IGNORE);
  }

  /** The same but for the kill switch. */
  public AccountPolicy withKillSwitch(boolean on) {
    return new AccountPolicy(
        on,
        allowUnvalidatedDomains,
        knownCampaignsOnly,
        earlyPixel,
        excludedHosts,
        privacySignals,
        honeypot);
  }

  /** The same but for the signals. */
  public AccountPolicy withPrivacySignals(PrivacySignals heeded) {
    return new AccountPolicy(
        killSwitch,
        allowUnvalidatedDomains,
        knownCampaignsOnly,
        earlyPixel,
        excludedHosts,
        heeded,
        honeypot);
  }
}
