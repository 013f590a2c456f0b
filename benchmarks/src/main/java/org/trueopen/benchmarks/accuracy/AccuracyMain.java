package org.trueopen.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchCommand;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.heldout.HeldOutMix;
import org.trueopen.benchmarks.heldout.HeldOutWorld;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.institution.InstitutionMix;
import org.trueopen.benchmarks.institution.InstitutionWorld;
import org.trueopen.benchmarks.world.Mix;
import org.trueopen.benchmarks.world.World;
import org.trueopen.verdict.VerdictClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry of {@code ./trueopen bench accuracy}, whose help describes the options. */
@Command(name = "bench accuracy")
public final class AccuracyMain implements Callable<Integer> {

  /** Writes its history. */
  private interface Written {
    List<Story> writeTo(Path history) throws IOException;
  }

  /** A world that is played. */
  private record Play(String name, List<String> ownNetworks, Written world) {}

  private final Path home = Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
  private long seed;

  @Option(names = "--deliveries", paramLabel = "N", defaultValue = "20000")
  private int deliveries;

  @Option(names = "--out", paramLabel = "FILE")
  private @Nullable Path out;

  @Option(names = "--held-out")
  private boolean heldOut;

  private AccuracyMain() {}

  public static void main(String[] args) {
    BenchCommand.run(new AccuracyMain(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (deliveries < 1) {
      throw new BenchException("--deliveries: expected 1 or more, found " + deliveries);
    }
    Path file =
        out == null
            ? home.resolve(heldOut ? "docs/accuracy-held-out.md" : "docs/accuracy.md")
            : out;
    Path folder = Files.createTempDirectory("trueopen-accuracy");
    try {
      Replay replay = new Replay(home, folder);
      Report report = heldOut ? heldOut(replay, folder) : usual(replay, folder);
      Files.writeString(file, report.text());
      System.out.println("The report is in " + file);
      return 0;
    } finally {
      delete(folder);
    }
  }

  private Report usual(Replay replay, Path folder) throws IOException, InterruptedException {
    Report report = new Report(seed, deliveries);
    List<Play> worlds = new ArrayList<>();
    for (Mix mix : Mix.ALL) {
      World world = new World(mix, deliveries, seed);
      worlds.add(new Play(mix.name(), world.ownNetworks(), world::writeTo));
    }
    for (InstitutionMix mix : InstitutionMix.ALL) {
      InstitutionWorld world = new InstitutionWorld(mix, deliveries, seed);
      worlds.add(new Play(mix.name(), world.ownNetworks(), world::writeTo));
    }
    mixes(report, worlds, replay, folder);
    Path corpora = home.resolve("target/corpora");
    corpus(
        report,
        replay,
        "crawler-user-agents 1.60.0 (MIT)",
        Corpora.crawlers(corpora.resolve("crawler-user-agents.json")),
        folder);
    corpus(
        report,
        replay,
        "test cases of Yauaa 7.31.0 (Apache-2.0)",
        Corpora.yauaa(corpora.resolve("yauaa.jar")),
        folder);
    return report;
  }

  /** Only after the rules are settled; see the package of the held-out worlds. */
  private Report heldOut(Replay replay, Path folder) throws IOException, InterruptedException {
    Report report = Report.heldOut(seed, deliveries);
    List<Play> worlds = new ArrayList<>();
    for (HeldOutMix mix : HeldOutMix.ALL) {
      HeldOutWorld world = new HeldOutWorld(mix, deliveries, seed);
      worlds.add(new Play(mix.name(), world.ownNetworks(), world::writeTo));
    }
    mixes(report, worlds, replay, folder);
    return report;
  }

  /** Each twice: by a job that was told the senders' own networks, and by one that was not. */
  private static void mixes(Report report, List<Play> worlds, Replay replay, Path folder)
      throws IOException, InterruptedException {
    List<MixResult> told = new ArrayList<>();
    List<MixResult> untold = new ArrayList<>();
    for (Play world : worlds) {
      System.err.println("Playing " + world.name());
      Path history = folder.resolve("history.ndjson");
      List<Story> stories = world.world().writeTo(history);
      told.add(play(world.name(), history, stories, world.ownNetworks(), replay));
      untold.add(play(world.name(), history, stories, List.of(), replay));
    }
    report.mixes(told, untold);
  }

  private static MixResult play(
      String name, Path history, List<Story> stories, List<String> ownNetworks, Replay replay)
      throws IOException, InterruptedException {
    MixResult result = MixResult.empty(name);
    Counts counts =
        replay.run(
            history,
            ownNetworks,
            (hitId, verdict) ->
                result.add(stories.get(Integer.parseInt(hitId.substring(1))), verdict));
    return result.with(counts);
  }

  private static void corpus(
      Report report, Replay replay, String name, Map<String, VerdictClass> agents, Path folder)
      throws IOException, InterruptedException {
    if (agents.isEmpty()) {
      report.missing(name);
      return;
    }
    System.err.println("Playing " + name);
    Path history = folder.resolve("history.ndjson");
    CorpusHistory.write(agents, history);
    report.corpus(name, replay.run(history, List.of(), (hitId, verdict) -> {}));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
