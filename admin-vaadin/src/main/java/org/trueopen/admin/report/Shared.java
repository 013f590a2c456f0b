package org.trueopen.admin.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers to equal questions: each is asked once, by whoever comes first, and shared for a while.
 * Who asks meanwhile waits for that answer. A failure is told to those who waited and not kept.
 * Whoever asks after that while is given the old answer too, and may find that it still holds.
 */
final class Shared<Q, A> {

  private record Kept<A>(FutureTask<A> answer, Instant askedAt) {

    /** The answer of one that is done. */
    Optional<A> succeeded() {
      return answer.state() == Future.State.SUCCESS
          ? Optional.of(answer.resultNow())
          : Optional.empty();
    }
  }

  private final Map<Q, Kept<A>> entries;
  private final Duration age;
  private final Clock clock;

  /**
   * @param age how old an answer may be, from when it was asked for
   * @param most so many questions are remembered, those that were asked last
   */
  Shared(Duration age, int most, Clock clock) {
    this.age = age;
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Q, Kept<A>> eldest) {
            return size() > most;
          }
        };
  }

  A get(Q question, Supplier<A> ask) {
    return get(question, old -> ask.get());
  }

  /**
   * @param ask is given the last answer to the same question, if that is remembered
   */
  A get(Q question, Function<Optional<A>, A> ask) {
    Kept<A> entry = entry(question, ask);
    // Does nothing where somebody else has begun.
    entry.answer().run();
    try {
      return entry.answer().get();
    } catch (InterruptedException e) {
      throw ReportsUnavailableException.of(e);
    } catch (ExecutionException e) {
      forget(question, entry);
      throw ReportsUnavailableException.of(e);
    }
  }

  private Kept<A> entry(Q question, Function<Optional<A>, A> ask) {
    Instant now = clock.instant();
    synchronized (entries) {
      Kept<A> found = entries.get(question);
      if (found == null || (found.answer().isDone() && isOld(found, now))) {
        Optional<A> old = found == null ? Optional.empty() : found.succeeded();
        found = new Kept<>(new FutureTask<>(() -> ask.apply(old)), now);
        entries.put(question, found);
      }
      return found;
    }
  }

  private boolean isOld(Kept<A> entry, Instant now) {
    return !now.isBefore(entry.askedAt().plus(age));
  }

  private void forget(Q question, Kept<A> failed) {
    synchronized (entries) {
      entries.remove(question, failed);
    }
  }
}
