package org.trueopen.settings;

import java.util.List;
import java.util.Set;

/**
 * What an account has changed of the signal lists, for its own hits. What it has not changed
 * follows the lists as they are renewed.
 *
 * @param off names of lists, as {@code networks.tsv}, or of entries in them, that say nothing
 * @param entries in addition: a user agent goes before those of the lists, a network before those
 *     with as long a prefix
 */
public record ListChanges(Set<String> off, List<ListEntry> entries) {

  public static final ListChanges NONE = new ListChanges(Set.of(), List.of());

  public ListChanges {
    off = Set.copyOf(off);
    entries = List.copyOf(entries);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** In the order of their names, so that equal values have equal texts. */
  public List<String> sortedOff() {
    return off.stream().sorted().toList();
  }
}
