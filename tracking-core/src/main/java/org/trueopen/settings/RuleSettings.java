package org.trueopen.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an account has set of the rules that judge its hits. Only what differs from the defaults is
 * kept, so that an account follows a default that a later version improves.
 *
 * @param thresholds values by the names of {@code org.trueopen.verdict.Threshold}; a name that the
 *     running version does not know is kept and not looked at
 * @param ownNetworks the account's own networks and addresses in CIDR text
 * @param lists what is changed of the signal lists
 */
public record RuleSettings(
    Map<String, Integer> thresholds, List<String> ownNetworks, ListChanges lists)
    implements SettingValue {

  /** A new account's. */
  public static final RuleSettings DEFAULT = new RuleSettings(Map.of(), List.of());

  public RuleSettings {
    thresholds = Map.copyOf(thresholds);
    ownNetworks = List.copyOf(ownNetworks);
  }

  /** With the lists as they come. */
  public RuleSettings(Map<String, Integer> thresholds, List<String> ownNetworks) {
    this(thresholds, ownNetworks, ListChanges.NONE);
  }

  /** The thresholds in the order of their names, so that equal values have equal texts. */
  public Map<String, Integer> sortedThresholds() {
    return new TreeMap<>(thresholds);
  }
}
