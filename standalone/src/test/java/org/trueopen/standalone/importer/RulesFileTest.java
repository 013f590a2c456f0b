package org.trueopen.standalone.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;

final class RulesFileTest {

  @TempDir private Path folder;

  @Test
  void anAccountThatIsNamedHasItsOwnRulesAndAllOthersTheCommonOnes() throws Exception {
    RulesFile rules =
        read(
            """
            {"thresholds": {"burstLinks": 4}, "ownNetworks": ["192.0.2.0/24"],
             "accounts": {"acme": {"thresholds": {"reloadSeconds": 5}}, "bare": {}}}""");

    assertThat(rules.of("demo"))
        .isEqualTo(new RuleSettings(Map.of("burstLinks", 4), List.of("192.0.2.0/24")));
    assertThat(rules.of("acme")).isEqualTo(new RuleSettings(Map.of("reloadSeconds", 5), List.of()));
    assertThat(rules.of("bare")).isEqualTo(RuleSettings.DEFAULT);
  }

  @Test
  void listsAreReadAsTheApiTakesThem() throws Exception {
    RulesFile rules =
        read(
            """
            {"lists": {"off": ["mimecast"], "entries": [
              {"match": "contains", "pattern": "AcmeScan/", "name": "acme", "scope": "both",
               "verdict": "SECURITY_SCANNER", "certainty": 85, "source": "our logs",
               "date": "2026-11-26"}]}}""");

    assertThat(rules.of("demo").lists())
        .isEqualTo(
            new ListChanges(
                Set.of("mimecast"),
                List.of(
                    new ListEntry(
                        "contains",
                        "AcmeScan/",
                        "acme",
                        "SECURITY_SCANNER",
                        "both",
                        85,
                        "our logs",
                        "2026-11-26"))));
  }

  @Test
  void anEmptyObjectLeavesTheDefaults() throws Exception {
    assertThat(read("{}")).isEqualTo(RulesFile.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"thresholds": {"burstLinks": 1}} | burstLinks: expected 2..50, found 1
          {"thresholds": {"burstLink": 4}} | burstLink: no such threshold
          {"thresholds": {"burstLinks": "4"}} | thresholds.burstLinks: expected a whole number, found "4"
          {"thresholds": {"burstLinks": 4, "burstLinks": 5}} | not JSON: Duplicate
          {"thresholds": []} | thresholds: expected an object of whole numbers
          {"threshold": {}} | threshold: no such field; there are accounts, lists, ownNetworks, thresholds
          {"ownNetworks": "192.0.2.0/24"} | ownNetworks: expected a list of texts
          {"ownNetworks": ["home"]} | ownNetworks:
          {"lists": []} | lists: expected an object with off and entries
          {"lists": {"off": ["nobody"]}} | lists.off: no such list or entry, found "nobody"
          {"lists": {"off": "mimecast"}} | lists.off: expected a list of texts
          {"lists": {"on": []}} | lists.on: no such field; there are entries, off
          {"lists": {"entries": [3]}} | lists.entries: expected a list of objects
          {"lists": {"entries": [{"match": "contains", "regex": ""}]}} | lists.entries[0].regex: no such field
          {"accounts": {"acme": {"lists": {"entries": [{"certainty": "85"}]}}}} | accounts.acme.lists.entries[0].certainty: expected 1..100, found 0
          {"accounts": []} | accounts: expected an object of rules by account
          {"accounts": {"acme": 3}} | accounts.acme: expected an object
          {"accounts": {"acme": {"accounts": {}}}} | accounts.acme.accounts: no such field
          {"accounts": {"acme": {"thresholds": {"burstLinks": 99}}}} | accounts.acme.burstLinks: expected 2..50, found 99
          {"accounts": {"A B": {}}} | accounts:
          [] | the file: expected an object
          {"thresholds" | not JSON
          """)
  void whatIsWrongIsNamedWithItsPlace(String json, String expected) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BadImportException.class)
        .hasMessageContaining("rules.json")
        .hasMessageContaining(expected);
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(() -> read("{\"thresholds\": {\"burstLinks\": 1, \"nonsense\": 2}}"))
        .hasMessageContaining("burstLinks: expected")
        .hasMessageContaining("nonsense: no such threshold");
  }

  private RulesFile read(String json) throws IOException, BadImportException {
    return RulesFile.read(Files.writeString(folder.resolve("rules.json"), json));
  }
}
