package org.trueopen.settings;

import java.util.Set;
import org.trueopen.event.wire.ListEntryMessage;
import org.trueopen.event.wire.RulesMessage;

/** An account's rules to their message and back. */
final class RulesCodec {

  private RulesCodec() {}

  static RulesMessage message(RuleSettings rules) {
    return RulesMessage.newBuilder()
        .putAllThresholds(rules.sortedThresholds())
        .addAllOwnNetworks(rules.ownNetworks())
        .addAllListsOff(rules.lists().sortedOff())
        .addAllListEntries(rules.lists().entries().stream().map(RulesCodec::message).toList())
        .build();
  }

  static RuleSettings value(RulesMessage message) {
    return new RuleSettings(
        message.getThresholdsMap(),
        message.getOwnNetworksList(),
        new ListChanges(
            Set.copyOf(message.getListsOffList()),
            message.getListEntriesList().stream().map(RulesCodec::entry).toList()));
  }

  private static ListEntryMessage message(ListEntry entry) {
    return ListEntryMessage.newBuilder()
        .setMatch(entry.match())
        .setPattern(entry.pattern())
        .setName(entry.name())
        .setVerdict(entry.verdict())
        .setScope(entry.scope())
        .setCertainty(entry.certainty())
        .setSource(entry.source())
        .setDate(entry.date())
        .build();
  }

  private static ListEntry entry(ListEntryMessage message) {
    return new ListEntry(
        message.getMatch(),
        message.getPattern(),
        message.getName(),
        message.getVerdict(),
        message.getScope(),
        message.getCertainty(),
        message.getSource(),
        message.getDate());
  }
}
