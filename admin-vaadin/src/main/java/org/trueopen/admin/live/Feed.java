package org.trueopen.admin.live;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One page's question and the last answer it showed. */
public final class Feed<Q, T> {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final Supplier<Q> question;
  private final Function<Q, T> ask;
  private final Consumer<Answer<T>> show;
  private volatile @Nullable Answer<T> shown;

  Feed(Supplier<Q> question, Function<Q, T> ask, Consumer<Answer<T>> show) {
    this.question = question;
    this.ask = ask;
    this.show = show;
  }

  /** Asks and shows at once; to be called with the page's lock, when its question has changed. */
  public void refresh() {
    Q asked = question.get();
    present(Answer.to(() -> ask.apply(asked)));
  }

  /** Asks without the page's lock. What is returned is to be run with it. */
  Optional<Runnable> changeSinceLast() {
    Q asked = question.get();
    Answer<T> answer = Answer.to(() -> ask.apply(asked));
    if (answer.equals(shown)) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          // The user may have asked something else meanwhile; then this is nobody's answer.
          if (Objects.equals(asked, question.get())) {
            present(answer);
          }
        });
  }

  private void present(Answer<T> answer) {
    if (answer instanceof Answer.Unavailable<T>(String why)
        && !(shown instanceof Answer.Unavailable<T>)) {
      LOG.warn("A page has nothing to show: {}", why);
    }
    shown = answer;
    show.accept(answer);
  }
}
