package org.trueopen.verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in a signal list, for people to read: entries that agree in everything but their
 * pattern are one.
 *
 * @param file whose it is, as {@code networks.tsv}
 * @param name of the rule or of the owner of the networks
 * @param verdict a class of {@link VerdictClass}, or {@code -} for what only backs up another
 *     entry, or the rule that it is evidence for
 * @param scope {@code opens}, {@code clicks} or {@code both}
 * @param certainty percent
 * @param source where it was learned
 * @param date when it was last looked at; of several the oldest
 * @param entries how many lines it stands for
 */
public record SignalEntry(
    String file,
    String name,
    String verdict,
    String scope,
    int certainty,
    String source,
    LocalDate date,
    int entries) {

  /** The lists that come with the product, file by file in the order of their lines. */
  public static List<SignalEntry> bundled() {
    SignalFiles files = new SignalFiles(null);
    Map<List<Object>, SignalEntry> merged = new LinkedHashMap<>();
    List<SignalEntry> all = new ArrayList<>();
    files.userAgentEntries(all::add);
    files.networkEntries(all::add);
    files.relayEntries(all::add);
    files.cloudEntries(all::add);
    for (SignalEntry entry : all) {
      merged.merge(
          List.of(
              entry.file, entry.name, entry.verdict, entry.scope, entry.certainty, entry.source),
          entry,
          SignalEntry::and);
    }
    return List.copyOf(merged.values());
  }

  private SignalEntry and(SignalEntry other) {
    return new SignalEntry(
        file,
        name,
        verdict,
        scope,
        certainty,
        source,
        date.isBefore(other.date) ? date : other.date,
        entries + other.entries);
  }
}
