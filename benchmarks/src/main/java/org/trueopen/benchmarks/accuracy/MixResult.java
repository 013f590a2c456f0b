package org.trueopen.benchmarks.accuracy;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/** What came of one world, in all and by kind of behaviour. */
record MixResult(String name, Counts counts, Map<Story, Map<VerdictClass, Long>> stories) {

  static MixResult empty(String name) {
    return new MixResult(
        name,
        new Counts(0, 0, List.of(), List.of()),
        new TreeMap<>(Comparator.comparing(Story::label).thenComparing(Story::name)));
  }

  MixResult with(Counts found) {
    return new MixResult(name, found, stories);
  }

  void add(Story story, VerdictClass verdict) {
    stories
        .computeIfAbsent(story, key -> new EnumMap<>(VerdictClass.class))
        .merge(verdict, 1L, Long::sum);
  }

  /** Of all clicks, by the labels. */
  Counts.Share machineClicks() {
    return new Counts.Share(
        counts.hits(
            c -> c.kind() == HitKind.CLICK && c.label().group() == VerdictClass.Group.MACHINES),
        counts.hits(c -> c.kind() == HitKind.CLICK));
  }

  /** Preloads that were counted as people. */
  long preloadsAsPeople() {
    return counts.hits(c -> c.label() == VerdictClass.PRIVACY_PRELOAD && c.verdict().isPeople());
  }

  /** Opens through Gmail's or Yahoo's proxy that were not counted as people. */
  long proxiedLost() {
    return stories.entrySet().stream()
        .filter(e -> e.getKey().name().equals("Gmail") || e.getKey().name().equals("Yahoo"))
        .flatMap(e -> e.getValue().entrySet().stream())
        .filter(e -> !e.getKey().isPeople())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
