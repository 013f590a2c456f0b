package org.trueopen.job.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A value of each key, of which those used last are at hand as objects: a scanner follows ten links
 * of a mail within a second, and every hit from a gateway asks for the gateway's counts. Only its
 * operator writes the state, and each write goes there at once, so the two never differ; after a
 * failure or rescaling it begins with nothing at hand.
 */
final class RecentState<T> {

  /** Values at hand, of a subtask. */
  private static final int ENTRIES = 1024;

  private final ValueState<T> state;
  private final Predicate<T> small;
  private final Map<String, T> recent;

  /**
   * @param small whether a value may be kept at hand; to be true for none that takes more than some
   *     ten kilobytes, so that all of them stay within some ten megabytes
   */
  RecentState(ValueState<T> state, Predicate<T> small) {
    this(state, small, ENTRIES);
  }

  RecentState(ValueState<T> state, Predicate<T> small, int entries) {
    this.state = state;
    this.small = small;
    this.recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > entries;
          }
        };
  }

  /**
   * Null if there is none.
   *
   * @param key the present one, as everywhere here
   */
  @Nullable T value(String key) throws Exception {
    T found = recent.get(key);
    if (found == null) {
      found = state.value();
      remember(key, found);
    }
    return found;
  }

  void update(String key, T value) throws Exception {
    recent.remove(key); // should the state not take it, neither does this
    state.update(value);
    remember(key, value);
  }

  void clear(String key) {
    recent.remove(key);
    state.clear();
  }

  private void remember(String key, @Nullable T value) {
    if (value != null && small.test(value)) {
      recent.put(key, value);
    }
  }
}
