package org.trueopen.benchmarks.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/** The report, in Markdown. */
final class Report {

  /** What is aimed at. */
  private static final double RECALL = 0.98;

  private static final double PRECISION = 0.98;
  private static final double FLOOR_POINTS = 1;

  private final StringBuilder text = new StringBuilder();

  Report(long seed, int deliveries) {
    this(
        """
        # Accuracy

        How right the verdicts are on generated mail worlds, whose truth is known, and on public collections of user agents. Made by
        `./trueopen bench accuracy --seed %d --deliveries %d`, which plays each world through the job's own graph (`./trueopen replay`).

        The worlds (`benchmarks`, packages `world` and `institution`) know nothing of the rules or their lists. They hold what one must expect beyond what is
        known: gateways on nobody's list, some of them slow, some spread over several networks or clouds; offices, carriers and VPNs with many people behind one
        address; people who click everything, or read within seconds. A world is not the world: these figures compare rules, they do not promise
        the same on anybody's own mail. A miss stands here as a miss; `UNKNOWN` counts against recall but never against precision.
        Some prefetches come under the very name of the proxy that serves readers, and nothing tells these from a reader.

        Four thresholds of the crowd and sweep rules (`sweepSeconds`, `spreadSeconds`, `peopleOpenPercent`, `peopleDiscountPercent`) were chosen after a look at hits of
        these worlds that were judged wrongly, with another seed, and the rules `checked-click`, `every-link`, `gateway-company`, `cloud-network`, `hosting-network`,
        `pictures-only`, `prompt-network` and the sweeps by several readers and of three links
        were made after reading this report. So these figures flatter those rules. What they are worth elsewhere: [held-out worlds](accuracy-held-out.md).
        The vendors' networks of the worlds are public ones, which the product's list has from other sources.

        """
            .formatted(seed, deliveries));
  }

  private Report(String introduction) {
    text.append(introduction);
  }

  static Report heldOut(long seed, int deliveries) {
    return new Report(
        """
        # Accuracy on held-out worlds

        How right the verdicts are on mail worlds that nobody looked at while the rules were tuned. Made by
        `./trueopen bench accuracy --held-out --seed %d --deliveries %d`, which plays each world through the job's own graph (`./trueopen replay`).

        These figures are evidence once. Whoever changes a rule, a list or a threshold after reading them must first replace the worlds
        (`benchmarks`, package `heldout`) by others, made without sight of the rules.

        """
            .formatted(seed, deliveries));
  }

  /**
   * @param told the worlds' results where the senders' own networks were set
   * @param untold the same worlds' where they were not
   */
  void mixes(List<MixResult> told, List<MixResult> untold) {
    text.append("## Goals\n\n");
    goals(told);
    text.append(
        """

        The floor is held against deliveries with a hit by a person: what the best of rules could say. Who reads behind a preload, or without images,
        and does not click, leaves no trace; *really read* counts them too, and the ceiling should not lie below it by more than those who block images.

        ## Where nobody has set the senders' own networks

        """);
    goals(untold);
    told.forEach(this::details);
  }

  private void goals(List<MixResult> mixes) {
    text.append("| Goal |");
    mixes.forEach(mix -> text.append(' ').append(mix.name()).append(" |"));
    text.append("\n|---|").append("---|".repeat(mixes.size())).append('\n');
    row("machines' share of clicks", mixes, mix -> percent(mix.machineClicks()));
    for (HitKind kind : HitKind.values()) {
      String name = "people's " + kind.name().toLowerCase(Locale.ROOT) + "s, ";
      row(
          name + "recall >= 0.98",
          mixes,
          mix -> goal(mix.counts().recall(kind, VerdictClass::isPeople), RECALL));
      row(
          name + "precision >= 0.98",
          mixes,
          mix -> goal(mix.counts().precision(kind, VerdictClass::isPeople), PRECISION));
    }
    row("preloads counted as a person: none", mixes, mix -> none(mix.preloadsAsPeople()));
    row("Gmail's and Yahoo's readers lost: none", mixes, mix -> none(mix.proxiedLost()));
    row("floor within 1 point of what hits can show", mixes, mix -> floor(mix.counts()));
    row("floor, percent of deliveries", mixes, mix -> percent(mix.counts().floor()));
    row("with a person's hit", mixes, mix -> percent(mix.counts().seen()));
    row("really read, seen or not", mixes, mix -> percent(mix.counts().read()));
    row("ceiling", mixes, mix -> percent(mix.counts().ceiling()));
  }

  private void details(MixResult mix) {
    text.append("\n## ").append(mix.name()).append('\n');
    for (HitKind kind : HitKind.values()) {
      matrix(mix.counts(), kind);
    }
    text.append("\nBy behaviour, where not all is right:\n\n");
    text.append("| Truth | Behaviour | Hits | Right group | Taken for |\n|---|---|---|---|---|\n");
    mix.stories().forEach(this::story);
  }

  private void story(Story story, Map<VerdictClass, Long> verdicts) {
    long all = verdicts.values().stream().mapToLong(n -> n).sum();
    long right = 0;
    StringBuilder wrong = new StringBuilder();
    for (Map.Entry<VerdictClass, Long> verdict : verdicts.entrySet()) {
      if (verdict.getKey().group() == story.label().group()) {
        right += verdict.getValue();
      } else {
        wrong.append(wrong.isEmpty() ? "" : ", ");
        wrong.append(verdict.getKey()).append(' ').append(verdict.getValue());
      }
    }
    if (right < all) {
      text.append(
          "| %s | %s | %d | %s | %s |%n"
              .formatted(
                  story.label(), story.name(), all, percent(new Counts.Share(right, all)), wrong));
    }
  }

  private void matrix(Counts counts, HitKind kind) {
    List<VerdictClass> shown =
        Arrays.stream(VerdictClass.values())
            .filter(
                type ->
                    counts.hits(c -> c.kind() == kind && (c.label() == type || c.verdict() == type))
                        > 0)
            .toList();
    text.append("\n%ss; rows are the truth, columns the verdicts:%n%n| |".formatted(name(kind)));
    shown.forEach(verdict -> text.append(' ').append(verdict).append(" |"));
    text.append(" recall |\n|---|").append("---|".repeat(shown.size() + 1)).append('\n');
    for (VerdictClass label : shown) {
      text.append("| ").append(label).append(" |");
      for (VerdictClass verdict : shown) {
        long cell =
            counts.hits(c -> c.kind() == kind && c.label() == label && c.verdict() == verdict);
        text.append(' ').append(cell).append(" |");
      }
      text.append(" %s |%n".formatted(share(counts.recall(kind, c -> c == label))));
    }
    text.append("| precision |");
    for (VerdictClass verdict : shown) {
      text.append(" %s |".formatted(share(counts.precision(kind, c -> c == verdict))));
    }
    text.append(" |\n");
    for (VerdictClass.Group group : VerdictClass.Group.values()) {
      text.append(
          "%n%s: precision %s, recall %s.  "
              .formatted(
                  group.name().charAt(0) + group.name().substring(1).toLowerCase(Locale.ROOT),
                  share(counts.precision(kind, c -> c.group() == group)),
                  share(counts.recall(kind, c -> c.group() == group))));
    }
    text.append('\n');
  }

  void corpus(String name, Counts counts) {
    long bots = counts.hits(c -> c.label().group() == VerdictClass.Group.MACHINES);
    long recognised =
        counts.hits(
            c ->
                c.label().group() == VerdictClass.Group.MACHINES
                    && c.verdict().group() == VerdictClass.Group.MACHINES);
    long people = counts.hits(c -> c.label() == VerdictClass.PERSON);
    long wronged =
        counts.hits(
            c ->
                c.label() == VerdictClass.PERSON
                    && c.verdict().group() == VerdictClass.Group.MACHINES);
    long proxies = counts.hits(c -> c.label() == VerdictClass.PERSON_VIA_PROXY);
    long lost =
        counts.hits(c -> c.label() == VerdictClass.PERSON_VIA_PROXY && !c.verdict().isPeople());
    text.append("\n## User agents: ").append(name).append("\n\n");
    text.append("Each opens a mail of its own, so that nothing but its name can tell.\n\n");
    text.append("| | | |\n|---|---|---|\n");
    line("bots and previewers called machines", recognised, bots);
    line("browsers and mail programs called machines", wronged, people);
    line("image proxies of mail providers not called people", lost, proxies);
  }

  void missing(String name) {
    text.append("\n## User agents: %s%n%nNot at hand when this was made.%n".formatted(name));
  }

  String text() {
    return text.toString();
  }

  private void line(String name, long part, long whole) {
    text.append(
        "| %s | %d of %d | %s |%n"
            .formatted(name, part, whole, percent(new Counts.Share(part, whole))));
  }

  private void row(String name, List<MixResult> mixes, Function<MixResult, String> value) {
    text.append("| ").append(name).append(" |");
    mixes.forEach(mix -> text.append(' ').append(value.apply(mix)).append(" |"));
    text.append('\n');
  }

  private static String goal(Counts.Share found, double goal) {
    return found.whole() == 0 ? "-" : met(found.value() >= goal) + share(found);
  }

  private static String none(long found) {
    return met(found == 0) + found;
  }

  private static String floor(Counts counts) {
    double points = 100 * (counts.floor().value() - counts.seen().value());
    return met(Math.abs(points) <= FLOOR_POINTS) + String.format(Locale.ROOT, "%+.2f", points);
  }

  private static String met(boolean met) {
    return met ? "met: " : "**missed**: ";
  }

  private static String share(Counts.Share share) {
    return share.whole() == 0 ? "-" : String.format(Locale.ROOT, "%.4f", share.value());
  }

  private static String percent(Counts.Share share) {
    return share.whole() == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share.value());
  }

  private static String name(HitKind kind) {
    return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
