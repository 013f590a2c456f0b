package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

class DecisionWordsTest {

  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  @ParameterizedTest
  @EnumSource(DecidedBy.class)
  void everyLevelAndGateIsASentence(DecidedBy decidedBy) {
    Outcome outcome = new Outcome(false, decidedBy, "spring", SINCE, "admin");

    assertThat(DecisionWords.reason(outcome, at -> "1 Nov"))
        .matches("[A-Z].*\\.")
        .doesNotContain(decidedBy.name())
        .doesNotContain("2026-11-01T");
  }

  @Test
  void anOptedOutRecipientIsSaidToHaveWithWhenAndHow() {
    Outcome outcome = new Outcome(false, DecidedBy.OPTED_OUT, "", SINCE, "the recipient, by link");

    assertThat(DecisionWords.reason(outcome, at -> "1 Nov"))
        .isEqualTo("The recipient has opted out on 1 Nov, as told by the recipient, by link.");
  }

  @Test
  void anonymousIsExplainedWithWhoSetIt() {
    IdentityOutcome identity =
        new IdentityOutcome(true, DecidedBy.CAMPAIGN, "spring", SINCE, "admin");

    assertThat(DecisionWords.reason(identity, at -> "1 Nov"))
        .isEqualTo(
            "Pixel and links carry the campaign or mailbox, never the recipient; hits count in"
                + " totals only. Set for the campaign spring by admin on 1 Nov.");
  }

  @Test
  void identifiedByDefaultIsSaidToBe() {
    assertThat(DecisionWords.reason(IdentityOutcome.DEFAULT, at -> "never"))
        .isEqualTo("Hits are tied to the recipient. By default: nobody has set anything else.");
  }
}
