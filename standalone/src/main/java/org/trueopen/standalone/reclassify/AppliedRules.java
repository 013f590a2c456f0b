package org.trueopen.standalone.reclassify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.standalone.importer.RulesFile;
import org.trueopen.verdict.Rules;

/**
 * Which rules each account's history is judged by, from its beginning to its end. With a file those
 * in it; without one those that hold at present. An account's own networks are no matter of taste:
 * where the file names none, those that are set stay.
 *
 * @param byAccount all accounts with mail
 * @param version of the rules that accounts have which the file, or the settings, say nothing of
 */
record AppliedRules(Map<String, RuleSettings> byAccount, String version) {

  /** Any time that the job believes. */
  private static final Instant SET_AT = Instant.parse("2000-01-01T00:00:00Z");

  AppliedRules {
    byAccount = Map.copyOf(byAccount);
  }

  /**
   * @param file null for the rules that hold
   * @param hashes by which clients' addresses were hashed
   */
  static AppliedRules of(
      @Nullable RulesFile file,
      SettingsView settings,
      Collection<String> accounts,
      KeyedHash hashes) {
    Map<String, RuleSettings> byAccount = new TreeMap<>();
    for (String account : accounts) {
      RuleSettings set = settings.rules(new AccountId(account));
      RuleSettings wanted = file == null ? set : file.of(account);
      byAccount.put(
          account,
          wanted.ownNetworks().isEmpty()
              ? new RuleSettings(wanted.thresholds(), set.ownNetworks(), wanted.lists())
              : wanted);
    }
    RuleSettings common = file == null ? RuleSettings.DEFAULT : file.common();
    return new AppliedRules(byAccount, Rules.of(common, hashes).version());
  }

  /** As if each account had set its rules before all of its mail. */
  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(byAccount)
        .forEach(
            (account, rules) ->
                settings.add(
                    new Setting(
                        SettingKey.rules(new AccountId(account)), rules, 1, SET_AT, "reclassify")));
    return settings;
  }
}
