package org.trueopen.admin.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages current: asks their question every few seconds away from the page's lock, and
 * pushes an answer only if it differs from the last one, so that nothing flickers.
 */
public final class LiveUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

  private final Duration pause;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("live-updates-", 0).factory());

  /**
   * @param pause between two answers to one page
   */
  public LiveUpdates(Duration pause) {
    this.pause = pause;
  }

  /**
   * Shows the answer to a question now and again whenever it changes, while the component is
   * attached. To be called from the component's own constructor or on attach.
   *
   * @param question what is asked at present, an immutable value; changes as the user picks another
   *     range or search
   * @param ask runs without the page's lock, in any thread
   * @param show runs with the page's lock
   */
  public <Q, T> Feed<Q, T> follow(
      Component component, Supplier<Q> question, Function<Q, T> ask, Consumer<Answer<T>> show) {
    Feed<Q, T> feed = new Feed<>(question, ask, show);
    component.addAttachListener(event -> start(feed, event.getUI(), component));
    component.getUI().ifPresent(ui -> start(feed, ui, component));
    return feed;
  }

  private void start(Feed<?, ?> feed, UI ui, Component component) {
    Future<?> job =
        timer.scheduleWithFixedDelay(
            () -> pushChange(feed, ui), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    component.addDetachListener(
        event -> {
          job.cancel(false);
          event.unregisterListener();
        });
  }

  // What a page throws while it is changed goes to its session's error handler, not to the future.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void pushChange(Feed<?, ?> feed, UI ui) {
    try {
      feed.changeSinceLast().ifPresent(change -> ui.access(change::run));
    } catch (UIDetachedException e) {
      LOG.debug("A page was closed while its next figures were fetched");
    } catch (RuntimeException e) {
      // Thrown on, it would end the page's updates for good.
      LOG.warn("Live update failed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
