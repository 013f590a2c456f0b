package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trueopen.admin.report.JudgedHit.Reason;
import org.trueopen.verdict.VerdictClass;

class VerdictWordsTest {

  @ParameterizedTest
  @EnumSource(VerdictClass.class)
  void everyVerdictHasWordsOfItsOwn(VerdictClass verdict) {
    assertThat(VerdictWords.verdict(verdict.name())).isNotEqualTo(verdict.name()).isNotBlank();
  }

  @Test
  void aKnownRuleIsASentenceWithItsEvidence() {
    assertThat(VerdictWords.sentence(new Reason("link-burst", "9 links within 10 s")))
        .isEqualTo(
            "Too many different links were followed too fast for a person: 9 links within 10 s.");
  }

  @Test
  void aRuleNobodyHasWordsForIsNamedWithItsEvidence() {
    assertThat(VerdictWords.sentence(new Reason("new-rule", "seen twice")))
        .isEqualTo("The rule \"new rule\" matched: seen twice");
    assertThat(VerdictWords.sentence(new Reason("new-rule", "")))
        .isEqualTo("The rule \"new rule\" matched.");
  }

  @Test
  void aVerdictOfALaterVersionIsShownAsItIs() {
    assertThat(VerdictWords.verdict("NEW_CLASS")).isEqualTo("NEW_CLASS");
    assertThat(VerdictWords.group("NEW_CLASS")).isEqualTo("unknowable");
  }
}
