package org.trueopen.admin.rulelab;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.trueopen.rehearsal.Comparison;

/** One comparison on its way. Listeners hear of each change, on the run's own thread. */
final class LabRun {

  /** How a run stands. */
  sealed interface State {

    /**
     * Under way.
     *
     * @param share done, 0 to 1
     */
    record Running(double share) implements State {}

    record Done(Comparison result) implements State {}

    /**
     * @param why in words for whoever asked
     */
    record Failed(String why) implements State {}

    record Cancelled() implements State {}
  }

  /** Less is not worth a message to the page. */
  private static final double STEP = 0.01;

  private final String user;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile State state = new State.Running(0);
  private volatile boolean cancelled;

  LabRun(String user) {
    this.user = user;
  }

  /** Who asked for it. */
  String user() {
    return user;
  }

  State state() {
    return state;
  }

  boolean isUnderWay() {
    return state instanceof State.Running;
  }

  /** Ends it soon. */
  void cancel() {
    cancelled = true;
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Hears how far it is. */
  void advance(double share) {
    if (cancelled) {
      throw new CancellationException("cancelled by " + user);
    }
    @Nullable State before = state;
    if (before instanceof State.Running(double shown) && share - shown >= STEP) {
      become(new State.Running(share));
    }
  }

  void become(State next) {
    state = next;
    listeners.forEach(Runnable::run);
  }
}
