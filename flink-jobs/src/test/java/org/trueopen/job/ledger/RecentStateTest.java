package org.trueopen.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentStateTest {

  private final Stored stored = new Stored();
  private final RecentState<String> recent =
      new RecentState<>(stored, value -> value.length() < 10, 2);

  @Test
  void whatWasReadOrWrittenIsAtHand() throws Exception {
    stored.values.put("a", "old");

    assertThat(value("a")).isEqualTo("old");
    assertThat(value("a")).isEqualTo("old");
    update("a", "new");
    assertThat(value("a")).isEqualTo("new");

    assertThat(stored.reads).isOne();
    assertThat(stored.values).containsEntry("a", "new");
  }

  @Test
  void whatIsNotThereIsAskedForEachTime() throws Exception {
    assertThat(value("a")).isNull();
    stored.values.put("a", "restored");
    assertThat(value("a")).isEqualTo("restored");
  }

  @Test
  void onlySoManyAreAtHandThoseUsedLast() throws Exception {
    update("a", "1");
    update("b", "2");
    assertThat(value("a")).isEqualTo("1");
    update("c", "3");

    assertThat(value("a")).isEqualTo("1");
    assertThat(stored.reads).isZero();
    assertThat(value("b")).isEqualTo("2");
    assertThat(stored.reads).isOne();
  }

  @Test
  void whatIsLargeIsNotKeptAtHandNorWhatStoodInItsPlace() throws Exception {
    update("a", "small");
    update("a", "too large by far");

    assertThat(value("a")).isEqualTo("too large by far");
    assertThat(value("a")).isEqualTo("too large by far");
    assertThat(stored.reads).isEqualTo(2);
  }

  @Test
  void whatIsClearedIsGone() throws Exception {
    update("a", "1");
    stored.key = "a";
    recent.clear("a");

    assertThat(value("a")).isNull();
    assertThat(stored.values).isEmpty();
  }

  @Test
  void whatTheStateDidNotTakeIsNotAtHandEither() throws Exception {
    update("a", "1");
    stored.refuses = true;
    assertThatIOException().isThrownBy(() -> update("a", "2"));

    assertThat(value("a")).isEqualTo("1");
  }

  private @Nullable String value(String key) throws Exception {
    stored.key = key;
    return recent.value(key);
  }

  private void update(String key, String value) throws Exception {
    stored.key = key;
    recent.update(key, value);
  }

  /** A state of several keys, as Flink's is. */
  private static final class Stored implements ValueState<String> {
    private final Map<String, String> values = new HashMap<>();
    private String key = "";
    private int reads;
    private boolean refuses;

    @Override
    public @Nullable String value() {
      reads++;
      return values.get(key);
    }

    @Override
    public void update(String value) throws IOException {
      if (refuses) {
        throw new IOException("disk full");
      }
      values.put(key, value);
    }

    @Override
    public void clear() {
      values.remove(key);
    }
  }
}
