package org.trueopen.admin;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/** Opt-outs in memory. */
public final class FakeOptOuts implements OptOutStore {

  private final Map<Long, OptOutChange> changes = new ConcurrentHashMap<>();
  private volatile boolean down;

  @Override
  public Optional<OptOut> find(long recipientKey) {
    return Optional.ofNullable(changes.get(recipientKey))
        .filter(OptOutChange::optedOut)
        .map(change -> new OptOut(change.at(), change.source()));
  }

  @Override
  public void write(Collection<OptOutChange> written) {
    if (down) {
      throw new EventLogException("topic opt-outs: the change was not written");
    }
    written.forEach(change -> changes.put(change.recipientKey(), change));
  }

  /** The last word on a recipient, as it would stand in the topic. */
  public Optional<OptOutChange> lastWord(long recipientKey) {
    return Optional.ofNullable(changes.get(recipientKey));
  }

  @Override
  public int size() {
    return (int) changes.values().stream().filter(OptOutChange::optedOut).count();
  }

  @Override
  public void forEach(BiConsumer<Long, OptOut> take) {
    changes.forEach(
        (key, change) -> find(key).ifPresent(optOut -> take.accept(change.recipientKey(), optOut)));
  }

  public void reset() {
    changes.clear();
    down = false;
  }

  public void setDown(boolean isDown) {
    down = isDown;
  }
}
