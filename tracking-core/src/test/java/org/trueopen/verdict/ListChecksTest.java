package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.settings.RuleSettings;

class ListChecksTest {

  private static final String GOOD =
      "network;203.0.113.0/24;acme-gate;SECURITY_SCANNER;both;85;our logs;2026-11-26";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          regex;a+b;x;DECLARED_BOT;both;80;logs;2026-11-20          | match: expected one of network, contains, exact, found "regex"
          network;ten;x;DECLARED_BOT;both;80;logs;2026-11-20        | pattern: expected a network or an address, as in 203.0.113.0/24, found "ten"
          network;0.0.0.0/0;x;DECLARED_BOT;both;80;logs;2026-11-20  | pattern: expected no more than a /8, or a /16 of IPv6, found "0.0.0.0/0"
          contains;ab;x;DECLARED_BOT;both;80;logs;2026-11-20        | pattern: expected 3 to 200 characters, found "ab"
          contains;Acme;A B;DECLARED_BOT;both;80;logs;2026-11-20    | name: expected up to 40 lower-case letters, digits and hyphens, found "A B"
          contains;Acme;x;OWN_TRAFFIC;both;80;logs;2026-11-20       | verdict: expected one of PERSON,
          contains;Acme;x;-;both;80;logs;2026-11-20                 | verdict: expected one of PERSON,
          contains;Acme;x;DECLARED_BOT;all;80;logs;2026-11-20       | scope: expected one of both, opens, clicks, found "all"
          contains;Acme;x;DECLARED_BOT;both;0;logs;2026-11-20       | certainty: expected 1..100, found 0
          contains;Acme;x;DECLARED_BOT;both;80; ;2026-11-20         | source: expected 1 to 200 characters, found " "
          contains;Acme;x;DECLARED_BOT;both;80;logs;yesterday       | date: expected a date as 2026-11-01, found "yesterday"
          """)
  void whatIsWrongWithAnEntryIsNamed(String entry, String problem) {
    assertThat(ListChecks.problems(entry(entry)))
        .singleElement()
        .satisfies(found -> assertThat(found).startsWith(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "network;203.0.113.9;acme;PERSON;clicks;70;our logs;2026-11-26",
    "network;2001:db8:1:2::/64;google;-;opens;90;our logs;2026-11-26",
    "contains;AcmeScan/;acme;SECURITY_SCANNER;both;100;our logs;2026-11-26"
  })
  void whatTheListsCouldHoldIsAllowed(String entry) {
    assertThat(ListChecks.problems(entry(entry))).isEmpty();
  }

  @Test
  void everythingWrongWithAChangeIsSaidWithItsPlace() {
    ListChanges changes =
        new ListChanges(
            Set.of("mimecast", "networks.tsv", "nobody"),
            List.of(entry(GOOD), entry(GOOD.replace("85", "101").replace("both", ""))));

    assertThat(Rules.problems(new RuleSettings(Map.of(), List.of(), changes)))
        .containsExactly(
            "lists.off: no such list or entry, found \"nobody\"",
            "lists.entries[1].scope: expected one of both, opens, clicks, found \"\"",
            "lists.entries[1].certainty: expected 1..100, found 101");
  }

  @Test
  void moreThanAHundredEntriesAreTooMany() {
    ListChanges changes = new ListChanges(Set.of(), Collections.nCopies(101, entry(GOOD)));

    assertThat(ListChecks.problems(changes)).containsExactly("lists.entries: expected at most 100");
    assertThat(ListChecks.usable(changes)).hasSize(100);
  }

  @Test
  void namesThatAreInNoListAreNotKept() {
    ListChanges changes = new ListChanges(Set.of("mimecast", "nobody"), List.of(entry(GOOD)));

    assertThat(Rules.kept(new RuleSettings(Map.of(), List.of(), changes)).lists())
        .isEqualTo(new ListChanges(Set.of("mimecast"), List.of(entry(GOOD))));
  }

  private static ListEntry entry(String fields) {
    return ListEntry.parse(fields.replace(';', '\t')).orElseThrow();
  }
}
