package org.trueopen.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.settings.RuleSettings;

class SettingJsonTest {

  @Test
  void rulesAreWrittenWithWhatDiffersFromTheDefaultsInOrder() {
    RuleSettings rules =
        new RuleSettings(Map.of("reloadSeconds", 45, "burstLinks", 4), List.of("203.0.113.0/24"));

    assertThat(SettingJson.of(rules))
        .isEqualTo(
            """
            {"thresholds":{"burstLinks":4,"reloadSeconds":45},"ownNetworks":["203.0.113.0/24"]}""");
    assertThat(SettingJson.of(RuleSettings.DEFAULT))
        .isEqualTo("{\"thresholds\":{},\"ownNetworks\":[]}");
  }
}
