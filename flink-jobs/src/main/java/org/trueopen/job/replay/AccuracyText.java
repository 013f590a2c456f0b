package org.trueopen.job.replay;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.trueopen.event.HitKind;
import org.trueopen.job.replay.Accuracy.Outcome;
import org.trueopen.job.replay.Accuracy.Truth;
import org.trueopen.verdict.VerdictClass;
import org.trueopen.verdict.VerdictClass.Group;

/** {@link Accuracy} for people to read: rows are the truth, columns the verdicts. */
final class AccuracyText {

  private final Accuracy accuracy;
  private final StringBuilder text = new StringBuilder();

  private AccuracyText(Accuracy accuracy) {
    this.accuracy = accuracy;
  }

  static String of(Accuracy accuracy) {
    AccuracyText printed = new AccuracyText(accuracy);
    for (HitKind kind : HitKind.values()) {
      printed.matrix(kind);
    }
    printed.band();
    return printed.text.toString();
  }

  private void matrix(HitKind kind) {
    List<VerdictClass> shown = new ArrayList<>();
    for (VerdictClass type : VerdictClass.values()) {
      if (row(kind, Set.of(type)) + column(kind, Set.of(type)) > 0) {
        shown.add(type);
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    add("%nConfusion matrix of %ss: rows are labels, columns verdicts%n".formatted(name(kind)));
    add("%-18s".formatted(""));
    shown.forEach(verdict -> add("%10s".formatted(heading(verdict))));
    add("%n".formatted());
    for (VerdictClass label : shown) {
      add("%-18s".formatted(label));
      shown.forEach(verdict -> add("%10d".formatted(accuracy.hits(kind, label, verdict))));
      add("%n".formatted());
    }
    add(
        "%n%-18s%10s%10s%10s%10s%n"
            .formatted("of " + name(kind) + "s", "labels", "verdicts", "precision", "recall"));
    shown.forEach(type -> rates(kind, type.name(), Set.of(type)));
    for (Group group : Group.values()) {
      Set<VerdictClass> members = EnumSet.noneOf(VerdictClass.class);
      shown.stream().filter(type -> type.group() == group).forEach(members::add);
      rates(kind, "all " + group.name().toLowerCase(Locale.ROOT), members);
    }
  }

  private void rates(HitKind kind, String name, Set<VerdictClass> group) {
    long right = sum(group, group, (label, verdict) -> accuracy.hits(kind, label, verdict));
    long labels = row(kind, group);
    long verdicts = column(kind, group);
    add(
        "%-18s%10d%10d%10s%10s%n"
            .formatted(name, labels, verdicts, share(right, verdicts), share(right, labels)));
  }

  private void band() {
    long all = accuracy.deliveries();
    long seen = accuracy.of(Truth.SEEN);
    long read = seen + accuracy.of(Truth.READ_UNSEEN);
    long floor = accuracy.of(Outcome.OPENED);
    long ceiling = floor + accuracy.of(Outcome.UNKNOWABLE);
    add("%nOpen rate of %d deliveries%n".formatted(all));
    add("%-44s%9s%n".formatted("deliveries with a hit labelled as a person's", percent(seen, all)));
    add(
        "%-44s%9s  error %s points%n"
            .formatted("floor", percent(floor, all), points(floor - seen, all)));
    if (accuracy.knowsReads()) {
      add("%-44s%9s%n".formatted("really read, by the deliveries' labels", percent(read, all)));
      add(
          "%-44s%9s  error %s points%n"
              .formatted("ceiling", percent(ceiling, all), points(ceiling - read, all)));
    } else {
      add(
          "%-44s%9s  error %s points%n"
              .formatted("ceiling", percent(ceiling, all), points(ceiling - seen, all)));
    }
    add("  wrongly called opened %d, overlooked %d%n".formatted(wronglyOpened(), overlooked()));
  }

  private long wronglyOpened() {
    return accuracy.of(Outcome.OPENED) - accuracy.deliveries(Truth.SEEN, Outcome.OPENED);
  }

  private long overlooked() {
    return accuracy.of(Truth.SEEN) - accuracy.deliveries(Truth.SEEN, Outcome.OPENED);
  }

  private long row(HitKind kind, Set<VerdictClass> labels) {
    return sum(
        labels,
        EnumSet.allOf(VerdictClass.class),
        (label, verdict) -> accuracy.hits(kind, label, verdict));
  }

  private long column(HitKind kind, Set<VerdictClass> verdicts) {
    return sum(
        EnumSet.allOf(VerdictClass.class),
        verdicts,
        (label, verdict) -> accuracy.hits(kind, label, verdict));
  }

  private static long sum(
      Set<VerdictClass> labels,
      Set<VerdictClass> verdicts,
      ToLongBiFunction<VerdictClass, VerdictClass> cell) {
    long sum = 0;
    for (VerdictClass label : labels) {
      for (VerdictClass verdict : verdicts) {
        sum += cell.applyAsLong(label, verdict);
      }
    }
    return sum;
  }

  private void add(String formatted) {
    text.append(formatted);
  }

  private static String name(HitKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The class's name, short enough for a column. */
  private static String heading(VerdictClass verdict) {
    return switch (verdict) {
      case PERSON -> "PERSON";
      case PERSON_VIA_PROXY -> "PROXY";
      case PRIVACY_PRELOAD -> "PRELOAD";
      case PROVIDER_PREFETCH -> "PREFETCH";
      case SECURITY_SCANNER -> "SCANNER";
      case LINK_PREVIEW -> "PREVIEW";
      case DECLARED_BOT -> "BOT";
      case OWN_TRAFFIC -> "OWN";
      case UNKNOWN -> "UNKNOWN";
    };
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.4f", (double) part / whole);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
  }

  private static String points(long difference, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%+.2f", 100.0 * difference / whole);
  }
}
