package org.trueopen.admin.settings;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.trueopen.log.OptOutLog;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/** The opt-outs in Kafka's compacted topic. */
public final class KafkaOptOuts implements OptOutStore {

  private final OptOutLog log;

  public KafkaOptOuts(OptOutLog log) {
    this.log = log;
  }

  @Override
  public Optional<OptOut> find(long recipientKey) {
    return log.optOuts().find(recipientKey);
  }

  @Override
  public int size() {
    return log.size();
  }

  @Override
  public void forEach(BiConsumer<Long, OptOut> take) {
    log.forEach(take);
  }

  @Override
  public void write(Collection<OptOutChange> changes) {
    log.writeAll(changes);
  }
}
