package org.trueopen.job.ledger;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.state.RulesChange;
import org.trueopen.verdict.Rules;

/**
 * Every account's rules. They are the same in all subtasks and stand in checkpoints; what they are
 * compiled to is made again where needed.
 */
final class AccountRules {

  /** By account; those who have set nothing are not in it. */
  static final MapStateDescriptor<String, RulesChange> STATE =
      new MapStateDescriptor<>("rules", Types.STRING, RulesChange.TYPE);

  private record Compiled(long version, Rules rules) {}

  private final KeyedHash hashes;
  private final Map<String, Compiled> compiled = new HashMap<>();

  AccountRules(KeyedHash hashes) {
    this.hashes = hashes;
  }

  /** A change older than what is known, as a repeated one is, changes nothing. */
  static void change(RulesChange change, BroadcastState<String, RulesChange> state)
      throws Exception {
    @Nullable RulesChange known = state.get(change.account());
    if (known == null || known.setting().version() <= change.setting().version()) {
      state.put(change.account(), change);
    }
  }

  Rules of(String account, ReadOnlyBroadcastState<String, RulesChange> state) throws Exception {
    @Nullable RulesChange current = state.get(account);
    if (current == null) {
      return Rules.DEFAULT;
    }
    @Nullable Compiled found = compiled.get(account);
    if (found == null || found.version() != current.setting().version()) {
      found = new Compiled(current.setting().version(), Rules.of(current.rules(), hashes));
      compiled.put(account, found);
    }
    return found.rules();
  }
}
