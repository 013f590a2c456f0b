package org.trueopen.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;

class SettingJsonTest {

  @Test
  void rulesAreWrittenWithWhatDiffersFromTheDefaultsInOrder() {
    RuleSettings rules =
        new RuleSettings(Map.of("reloadSeconds", 45, "burstLinks", 4), List.of("203.0.113.0/24"));

    assertThat(SettingJson.of(rules))
        .isEqualTo(
            """
            {"thresholds":{"burstLinks":4,"reloadSeconds":45},"ownNetworks":["203.0.113.0/24"],\
            "listsOff":[],"listEntries":[]}""");
    assertThat(SettingJson.of(RuleSettings.DEFAULT))
        .isEqualTo("{\"thresholds\":{},\"ownNetworks\":[],\"listsOff\":[],\"listEntries\":[]}");
  }

  @Test
  void listsAreWrittenAsTheirNamesAndEntries() {
    ListEntry entry =
        new ListEntry("contains", "Acme", "acme", "PERSON", "both", 80, "logs", "2026-11-26");
    RuleSettings rules =
        new RuleSettings(
            Map.of(), List.of(), new ListChanges(Set.of("proofpoint", "mimecast"), List.of(entry)));

    assertThat(SettingJson.of(rules))
        .endsWith(
            """
            "listsOff":["mimecast","proofpoint"],\
            "listEntries":["contains Acme acme PERSON both 80 logs 2026-11-26"]}""");
  }
}
