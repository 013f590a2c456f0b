package org.trueopen.admin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.report.ReportsUnavailableException;

class FeedTest {

  private String question = "7d";
  private Function<String, String> store = asked -> asked + ": 1";
  private final List<Answer<String>> shown = new ArrayList<>();
  private final Feed<String, String> feed =
      new Feed<>(() -> question, asked -> store.apply(asked), shown::add);

  @Test
  void anAnswerThatHasNotChangedIsNotPushed() {
    feed.refresh();

    assertThat(feed.changeSinceLast()).isEmpty();
    assertThat(shown).containsExactly(new Answer.Found<>("7d: 1"));
  }

  @Test
  void aChangedAnswerIsPushedOnce() {
    feed.refresh();
    store = asked -> asked + ": 2";
    feed.changeSinceLast().orElseThrow().run();

    assertThat(shown).last().isEqualTo(new Answer.Found<>("7d: 2"));
    assertThat(feed.changeSinceLast()).isEmpty();
  }

  @Test
  void theAnswerToAQuestionNobodyAsksAnyMoreIsDropped() {
    feed.refresh();
    store = asked -> asked + ": 2";
    Runnable late = feed.changeSinceLast().orElseThrow();
    question = "24h";
    late.run();

    assertThat(shown).hasSize(1);
  }

  @Test
  void aStoreThatIsGoneIsShownOnceAndSoIsItsReturn() {
    feed.refresh();
    store =
        asked -> {
          throw new ReportsUnavailableException("gone", new IllegalStateException());
        };
    feed.changeSinceLast().orElseThrow().run();
    assertThat(feed.changeSinceLast()).isEmpty();
    store = asked -> asked + ": 1";
    feed.changeSinceLast().orElseThrow().run();

    assertThat(shown)
        .containsExactly(
            new Answer.Found<>("7d: 1"),
            new Answer.Unavailable<>("gone"),
            new Answer.Found<>("7d: 1"));
  }
}
