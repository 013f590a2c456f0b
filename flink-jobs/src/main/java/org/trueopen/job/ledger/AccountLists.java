package org.trueopen.job.ledger;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.state.RulesChange;
import org.trueopen.verdict.Countries;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.Signals;

/** What classifies each account's hits: the lists as they are, with what it has changed of them. */
final class AccountLists {

  private record Changed(long version, HitClassifier classifier) {}

  private final SignalsFolder folder;
  private final Map<String, Changed> changed = new HashMap<>();
  private Signals signals;
  private HitClassifier unchanged;

  AccountLists(SignalsFolder folder, KeyedHash hashes, Countries countries) {
    this.folder = folder;
    this.signals = folder.current();
    this.unchanged = new HitClassifier(signals, hashes, countries);
  }

  HitClassifier of(String account, ReadOnlyBroadcastState<String, RulesChange> rules)
      throws Exception {
    renew();
    @Nullable RulesChange set = rules.get(account);
    if (set == null || set.rules().lists().isNone()) {
      return unchanged;
    }
    long version = set.setting().version();
    @Nullable Changed found = changed.get(account);
    if (found == null || found.version() != version) {
      found = new Changed(version, unchanged.with(signals.with(set.rules().lists())));
      changed.put(account, found);
    }
    return found.classifier();
  }

  private void renew() {
    Signals current = folder.current();
    if (current != signals) {
      signals = current;
      unchanged = unchanged.with(current);
      changed.clear();
    }
  }
}
