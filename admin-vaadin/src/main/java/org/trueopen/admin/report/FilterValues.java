package org.trueopen.admin.report;

import java.util.List;
import java.util.Map;

/**
 * What one may filter by, the most used first.
 *
 * @param byKind under {@code campaign}, {@code mailbox}, {@code domain}, {@code recipient} and
 *     {@code client}; a kind without values is missing
 */
public record FilterValues(Map<String, List<String>> byKind) {

  public static final FilterValues NONE = new FilterValues(Map.of());

  public FilterValues {
    byKind = Map.copyOf(byKind);
  }

  public List<String> of(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }
}
