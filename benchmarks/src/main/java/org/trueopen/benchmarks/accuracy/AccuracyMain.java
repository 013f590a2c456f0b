package org.trueopen.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.trueopen.benchmarks.heldout.HeldOutMix;
import org.trueopen.benchmarks.heldout.HeldOutWorld;
import org.trueopen.benchmarks.institution.InstitutionMix;
import org.trueopen.benchmarks.institution.InstitutionWorld;
import org.trueopen.benchmarks.world.Mix;
import org.trueopen.benchmarks.world.World;
import org.trueopen.verdict.VerdictClass;

/** {@code ./trueopen bench accuracy}. */
public final class AccuracyMain {

  /** Writes its history. */
  private interface Written {
    List<World.Story> writeTo(Path history) throws IOException;
  }

  /** A world that is played. */
  private record Play(String name, List<String> ownNetworks, Written world) {}

  private long seed = 1;
  private int deliveries = 20_000;
  private final Path home = Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath();
  private Path out = home.resolve("docs/accuracy.md");

  private boolean heldOut;

  private AccuracyMain() {}

  public static void main(String[] args) throws Exception {
    AccuracyMain main = new AccuracyMain();
    try {
      main.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("trueopen bench accuracy: " + e.getMessage());
      System.exit(2);
    }
    main.run();
  }

  private void parse(String[] all) {
    List<String> left = new ArrayList<>(List.of(all));
    heldOut = left.remove("--held-out");
    if (heldOut) {
      out = home.resolve("docs/accuracy-held-out.md");
    }
    String[] args = left.toArray(String[]::new);
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(
            args[i] + ": expected --seed, --deliveries or --out with a value");
      }
      switch (args[i]) {
        case "--seed" -> seed = Long.parseLong(args[i + 1]);
        case "--deliveries" -> deliveries = Integer.parseInt(args[i + 1]);
        case "--out" -> out = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException(args[i] + ": unknown option");
      }
    }
    if (deliveries < 1) {
      throw new IllegalArgumentException("--deliveries: expected 1 or more, found " + deliveries);
    }
  }

  private void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("trueopen-accuracy");
    try {
      Replay replay = new Replay(home, folder);
      Report report = heldOut ? heldOut(replay, folder) : usual(replay, folder);
      Files.writeString(out, report.text());
      System.out.println("The report is in " + out);
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
      List<World.Story> stories = world.world().writeTo(history);
      told.add(play(world.name(), history, stories, world.ownNetworks(), replay));
      untold.add(play(world.name(), history, stories, List.of(), replay));
    }
    report.mixes(told, untold);
  }

  private static MixResult play(
      String name, Path history, List<World.Story> stories, List<String> ownNetworks, Replay replay)
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
