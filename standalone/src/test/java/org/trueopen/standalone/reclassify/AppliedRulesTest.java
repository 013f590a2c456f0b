package org.trueopen.standalone.reclassify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.standalone.importer.RulesFile;
import org.trueopen.verdict.DeliveryJudge;

class AppliedRulesTest {

  private static final KeyedHash HASHES = new KeyedHash(new byte[32]);
  private static final RuleSettings SET =
      new RuleSettings(Map.of("burstLinks", 5), List.of("192.0.2.0/24"));
  private static final RuleSettings COMMON =
      new RuleSettings(Map.of("reloadSeconds", 5), List.of());

  @Test
  void withoutAFileEachAccountIsJudgedByTheRulesThatHoldForIt() {
    AppliedRules rules = AppliedRules.of(null, settings(), List.of("acme", "other"), HASHES);

    assertThat(rules.byAccount()).isEqualTo(Map.of("acme", SET, "other", RuleSettings.DEFAULT));
    assertThat(rules.version()).isEqualTo(DeliveryJudge.RULE_VERSION);
  }

  @Test
  void aFileTakesThePlaceOfThresholdsAndOwnNetworksStayWhereItNamesNone() {
    RuleSettings named = new RuleSettings(Map.of(), List.of("198.51.100.0/24"));
    RulesFile file = new RulesFile(COMMON, Map.of("named", named));

    AppliedRules rules =
        AppliedRules.of(file, settings(), List.of("acme", "named", "other"), HASHES);

    assertThat(rules.byAccount())
        .containsEntry("acme", new RuleSettings(COMMON.thresholds(), SET.ownNetworks()))
        .containsEntry("named", named)
        .containsEntry("other", COMMON);
    assertThat(rules.version()).matches(DeliveryJudge.RULE_VERSION + "\\+[0-9a-f]{8}");
  }

  @Test
  void everyAccountHasASettingAsIfMadeBeforeAllOfItsMail() {
    List<Setting> settings =
        AppliedRules.of(null, settings(), List.of("other", "acme"), HASHES).settings();

    assertThat(settings)
        .extracting(Setting::key)
        .containsExactly(
            SettingKey.rules(new AccountId("acme")), SettingKey.rules(new AccountId("other")));
    assertThat(settings).extracting(Setting::value).containsExactly(SET, RuleSettings.DEFAULT);
  }

  private static SettingsView settings() {
    SettingsView view = new SettingsView();
    view.apply(
        new Setting(
            SettingKey.rules(new AccountId("acme")),
            SET,
            3,
            Instant.parse("2026-11-01T10:00:00Z"),
            "ada"));
    return view;
  }
}
