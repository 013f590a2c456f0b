package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.HitKind;

class EngagementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # hits: O or C, then the class's first letters, then the place | raw opened unknowable machine-only clicked machine-clicked opens clicks m-opens m-clicks forwards
                                        | 0 0 0 0 0 0 0 0 0 0 0
          O PERSON FIRST                | 1 1 0 0 0 0 1 0 0 0 0
          O PERSON_VIA_PROXY FIRST      | 1 1 0 0 0 0 1 0 0 0 0
          O PERSON FIRST, O PERSON RELOAD, O PERSON REPEAT | 1 1 0 0 0 0 2 0 0 0 0
          O PERSON FORWARD              | 1 0 0 0 0 0 1 0 0 0 1
          O PERSON FIRST, O PERSON FORWARD | 1 1 0 0 0 0 2 0 0 0 1
          C PERSON FIRST                | 0 1 0 0 1 0 0 1 0 0 0
          O PRIVACY_PRELOAD FIRST       | 1 0 1 0 0 0 0 0 0 0 0
          O UNKNOWN FIRST               | 1 0 1 0 0 0 0 0 0 0 0
          O PRIVACY_PRELOAD FIRST, O PERSON FIRST | 1 1 0 0 0 0 1 0 0 0 0
          O PRIVACY_PRELOAD FIRST, C PERSON FIRST | 1 1 0 0 1 0 0 1 0 0 0
          O SECURITY_SCANNER FIRST      | 1 0 0 1 0 0 0 0 1 0 0
          C SECURITY_SCANNER FIRST      | 0 0 0 1 0 1 0 0 0 1 0
          O PROVIDER_PREFETCH FIRST, O UNKNOWN FIRST | 1 0 1 0 0 0 0 0 1 0 0
          O DECLARED_BOT FIRST, O LINK_PREVIEW REPEAT, C OWN_TRAFFIC FIRST | 1 0 0 1 0 1 0 0 2 1 0
          C UNKNOWN FIRST               | 0 0 0 0 0 0 0 0 0 0 0
          """)
  void verdictsAddUpAsTheMetricsAreDefined(String hits, String expected) {
    List<HitFacts> facts = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (String text : hits == null ? new String[0] : hits.split(", ", -1)) {
      String[] words = text.split(" ", -1);
      VerdictClass verdict = VerdictClass.valueOf(words[1]);
      boolean open = words[0].equals("O");
      facts.add(Hits.hit("h", open ? HitKind.OPEN : HitKind.CLICK, open ? -1 : 0, 0, 1, verdict));
      verdicts.add(new Verdict(verdict, Place.valueOf(words[2]), List.of(), 80, "1"));
    }

    Engagement found = Engagement.of(facts, verdicts, Transport.UNKNOWN);

    assertThat(
            "%d %d %d %d %d %d %d %d %d %d %d"
                .formatted(
                    bit(found.rawOpened()),
                    bit(found.opened()),
                    bit(found.unknowable()),
                    bit(found.machineOnly()),
                    bit(found.clicked()),
                    bit(found.machineClicked()),
                    found.opens(),
                    found.clicks(),
                    found.machineOpens(),
                    found.machineClicks(),
                    found.forwards()))
        .isEqualTo(expected);
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
