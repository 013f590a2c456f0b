package org.trueopen.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.RuleSettings;

/** What one account's hits are judged by: a value of each {@link Threshold}, and its networks. */
public final class Rules {

  /** As they come with the product. */
  public static final Rules DEFAULT =
      new Rules(new EnumMap<>(Threshold.class), OwnNetworks.NONE, DeliveryJudge.RULE_VERSION);

  private final Map<Threshold, Integer> changed;
  private final OwnNetworks ownNetworks;
  private final String version;

  private Rules(Map<Threshold, Integer> changed, OwnNetworks ownNetworks, String version) {
    this.changed = changed;
    this.ownNetworks = ownNetworks;
    this.version = version;
  }

  /**
   * The rules with an account's settings. A value that this version does not allow, as one written
   * by another version may be, counts as not set.
   *
   * @param hashes by which clients' addresses were hashed
   */
  public static Rules of(RuleSettings settings, KeyedHash hashes) {
    Map<Threshold, Integer> changed = new EnumMap<>(Threshold.class);
    settings
        .thresholds()
        .forEach(
            (name, value) ->
                Threshold.parse(name)
                    .filter(threshold -> threshold.allows(value))
                    .filter(threshold -> threshold.defaultValue() != value)
                    .ifPresent(threshold -> changed.put(threshold, value)));
    OwnNetworks own = OwnNetworks.of(settings.ownNetworks(), hashes);
    return new Rules(changed, own, version(changed, settings));
  }

  /** Everything that is wrong with settings, in words; empty if nothing is. */
  public static List<String> problems(RuleSettings settings) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(settings.thresholds())
        .forEach(
            (name, value) ->
                Threshold.parse(name)
                    .ifPresentOrElse(
                        threshold -> {
                          if (!threshold.allows(value)) {
                            problems.add(
                                "%s: expected %d..%d, found %d"
                                    .formatted(
                                        shown(name), threshold.min(), threshold.max(), value));
                          }
                        },
                        () -> problems.add(shown(name) + ": no such threshold")));
    if (settings.ownNetworks().size() > OwnNetworks.MAX) {
      problems.add("ownNetworks: expected at most " + OwnNetworks.MAX);
    }
    for (String network : settings.ownNetworks()) {
      OwnNetworks.problem(network)
          .ifPresent(
              problem -> problems.add("ownNetworks: " + problem + ", found " + shown(network)));
    }
    problems.addAll(ListChecks.problems(settings.lists()));
    return problems;
  }

  /**
   * What an account names among its own networks so that a client is in them: its address, or of
   * IPv6 its /48, as addresses change there. Empty for private addresses: behind a proxy they may
   * be anybody's.
   */
  public static Optional<String> ownNetworkOf(String address) {
    return OwnNetworks.named(address);
  }

  /**
   * What differs from the defaults, to be kept: an account follows the default of what it has not
   * changed. A name that this version does not know is dropped, of a threshold or in the lists.
   */
  public static RuleSettings kept(RuleSettings settings) {
    Map<String, Integer> changed = new TreeMap<>();
    settings
        .thresholds()
        .forEach(
            (name, value) ->
                Threshold.parse(name)
                    .filter(threshold -> threshold.defaultValue() != value)
                    .ifPresent(threshold -> changed.put(name, value)));
    return new RuleSettings(changed, settings.ownNetworks(), ListChecks.kept(settings.lists()));
  }

  private static String shown(String text) {
    return text.length() <= 50 ? text : text.substring(0, 50) + "...";
  }

  public int value(Threshold threshold) {
    return changed.getOrDefault(threshold, threshold.defaultValue());
  }

  Duration window(Threshold threshold) {
    return Duration.ofSeconds(value(threshold));
  }

  OwnNetworks ownNetworks() {
    return ownNetworks;
  }

  /**
   * Stored with every verdict: the version of the code, and behind a plus sign a short hash of what
   * the account has changed, if it has.
   */
  public String version() {
    return version;
  }

  private static String version(Map<Threshold, Integer> changed, RuleSettings settings) {
    List<String> ownNetworks = settings.ownNetworks();
    ListChanges lists = settings.lists();
    if (changed.isEmpty() && ownNetworks.isEmpty() && lists.isNone()) {
      return DeliveryJudge.RULE_VERSION;
    }
    StringBuilder text = new StringBuilder();
    // In order of the names: the enum's order may change.
    Map<String, Integer> sorted = new TreeMap<>();
    changed.forEach((threshold, value) -> sorted.put(threshold.text(), value));
    sorted.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    ownNetworks.stream().sorted().forEach(network -> text.append(network).append('\n'));
    lists.sortedOff().forEach(name -> text.append("off ").append(name).append('\n'));
    lists.entries().forEach(entry -> text.append(entry.text()).append('\n'));
    return DeliveryJudge.RULE_VERSION + '+' + ShortHash.hex(ShortHash.of(text.toString()));
  }
}
