package org.trueopen.admin.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open pages current: asks their question every few seconds away from the page's lock, and
 * pushes an answer only if it differs from the last one, so that nothing flickers. A push is no
 * request, which would be checked on its way in: a session that may not go on ends here.
 */
public final class LiveUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

  private final Duration pause;
  private final Predicate<WrappedSession> mayGoOn;
  private final Counter pushes;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("live-updates-", 0).factory());

  /**
   * @param pause between two answers to one page
   * @param mayGoOn whether a session may still be shown anything; asked in any thread
   * @param meters where an operator sees how much is pushed
   */
  public LiveUpdates(Duration pause, Predicate<WrappedSession> mayGoOn, MeterRegistry meters) {
    this.pause = pause;
    this.mayGoOn = mayGoOn;
    this.pushes =
        Counter.builder("trueopen.admin.pushes")
            .description("Changed figures pushed to pages that stay open")
            .register(meters);
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
  private void pushChange(Feed<?, ?> feed, UI ui) {
    try {
      Optional<Runnable> change = feed.changeSinceLast();
      // After the question, which may take a while.
      VaadinSession session = ui.getSession();
      if (session != null && !mayGoOn.test(session.getSession())) {
        session.getSession().invalidate();
        return;
      }
      if (change.isPresent()) {
        ui.access(change.get()::run);
        pushes.increment();
      }
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
