package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.importer.BadImportException;
import org.trueopen.standalone.importer.RulesFile;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.standalone.part.ReclassifyProcess;
import org.trueopen.standalone.reclassify.Reclassification;
import org.trueopen.standalone.reclassify.ReclassifyException;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.Generations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./trueopen reclassify}, and what can be done with what it has made. */
@Command(
    name = "reclassify",
    subcommands = {
      ReclassifyCommand.ListCommand.class,
      ReclassifyCommand.SwitchCommand.class,
      ReclassifyCommand.DropCommand.class
    })
final class ReclassifyCommand implements Callable<Integer> {

  private static final int PARALLELISM = 2;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  @Mixin private Options options = new Options();

  @Option(names = "--rules", paramLabel = "FILE")
  private @Nullable Path rules;

  @Option(names = "--name", paramLabel = "NAME", defaultValue = "reclassified")
  private String name = "reclassified";

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!NAME.matcher(name).matches() || name.equals(Generations.DEFAULT)) {
      System.err.println(
          "--name: expected small letters, digits and hyphens, up to 40, and not \"%s\"; found \"%s\""
              .formatted(Generations.DEFAULT, name));
      return 2;
    }
    if (rules != null && !Files.isReadable(rules)) {
      System.err.println("--rules: expected a file to read, found " + rules);
      return 2;
    }
    DataFolder data = options.data();
    Optional<Ports> running = ports(data);
    if (running.isEmpty()) {
      return 1;
    }
    try (FileChannel lock =
        FileChannel.open(
            data.root().resolve("reclassify.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        System.err.println("Another ./trueopen reclassify is at work on " + data.root());
        return 1;
      }
      return run(data, running.get());
    }
  }

  private int run(DataFolder data, Ports ports) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("trueopen-reclassify");
    // Also after Ctrl-C, which reaches the child as well.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    Instant start = Instant.now();
    try {
      @Nullable RulesFile judges = rules == null ? null : RulesFile.read(rules);
      print(make(data, ports, judges, folder));
      System.out.printf(
          "It took %.1f s.%n", Duration.between(start, Instant.now()).toMillis() / 1000.0);
      return 0;
    } catch (BadImportException | ReclassifyException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private Generation make(DataFolder data, Ports ports, @Nullable RulesFile judges, Path folder)
      throws IOException, InterruptedException, ReclassifyException {
    StoreConfig job = data.storeJob(ports, System.getenv());
    return new Reclassification(
            data.storeMigrator(ports, System.getenv()),
            new KafkaConfig("127.0.0.1:" + ports.broker()),
            KeyedHash.parse(Files.readString(data.hashKey())),
            Clock.systemUTC(),
            System.out::println)
        .make(
            name,
            judges,
            folder,
            (files, database) ->
                ReclassifyProcess.command(
                    Options.layout(),
                    data,
                    ports,
                    job,
                    files,
                    database,
                    PARALLELISM,
                    System.getenv()));
  }

  private static void print(Generation made) {
    Generation.Counts counts = made.counts();
    System.out.printf(
        """
        Generation %s is there, by rules %s, as of %s:
          %,d deliveries with %,d hits judged anew
          %,d deliveries with %,d hits as they were judged before, since the topics no longer hold them whole
          %,d deliveries of erased recipients left out
        ./trueopen reclassify switch %s makes the reports show it; what comes from now on is not in it.
        """,
        made.name(),
        made.ruleVersion(),
        made.judgedUntil().truncatedTo(ChronoUnit.SECONDS),
        counts.deliveries(),
        counts.hits(),
        counts.carriedDeliveries(),
        counts.carriedHits(),
        counts.erasedDeliveries(),
        made.name());
  }

  /** Where it runs; says so if it does not. */
  private static Optional<Ports> ports(DataFolder data) throws IOException {
    Optional<Ports> running =
        new StatusFile(data.status())
            .read()
            .filter(status -> status.ready() && StatusFile.process(status).isPresent())
            .map(status -> new Ports(status.portOffset()));
    if (running.isEmpty()) {
      System.err.println(
          "TrueOpen does not run on "
              + data.root()
              + ", or is not ready; start it with ./trueopen up");
    }
    return running;
  }

  private static Optional<Generations> generations(Options options) throws IOException {
    DataFolder data = options.data();
    Optional<Ports> running = ports(data);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Generations(data.storeMigrator(running.get(), System.getenv()), Clock.systemUTC()));
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("could not remove " + folder + ": " + e);
    }
  }

  /** {@code ./trueopen reclassify list}. */
  @Command(name = "list")
  static final class ListCommand implements Callable<Integer> {

    @Mixin private Options options = new Options();

    @Override
    public Integer call() throws IOException {
      Optional<Generations> generations = generations(options);
      if (generations.isEmpty()) {
        return 1;
      }
      Optional<Generation> shown = generations.get().shown();
      System.out.printf(
          "%s %-20s what the running job writes%n", mark(shown.isEmpty()), Generations.DEFAULT);
      for (Generation one : generations.get().list()) {
        System.out.printf(
            "%s %-20s rules %s, as of %s, %s%n",
            mark(shown.filter(one::equals).isPresent()),
            one.name(),
            one.ruleVersion(),
            one.judgedUntil().truncatedTo(ChronoUnit.SECONDS),
            one.finished()
                ? "%,d deliveries judged anew, %,d as before"
                    .formatted(one.counts().deliveries(), one.counts().carriedDeliveries())
                : "unfinished");
      }
      return 0;
    }

    /** An asterisk beside the one that reports show. */
    private static String mark(boolean shown) {
      return shown ? "*" : " ";
    }
  }

  /** {@code ./trueopen reclassify switch NAME}. */
  @Command(name = "switch")
  static final class SwitchCommand implements Callable<Integer> {

    @Mixin private Options options = new Options();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      Optional<Generations> generations = generations(options);
      if (generations.isEmpty()) {
        return 1;
      }
      Optional<Generation> wanted = generations.get().find(name).filter(Generation::finished);
      if (wanted.isEmpty() && !name.equals(Generations.DEFAULT)) {
        System.err.println(
            "There is no finished generation \"" + name + "\"; see ./trueopen reclassify list");
        return 1;
      }
      wanted.ifPresentOrElse(generations.get()::show, generations.get()::showDefault);
      System.out.println("Reports show " + name + " within a few seconds.");
      return 0;
    }
  }

  /** {@code ./trueopen reclassify drop NAME}. */
  @Command(name = "drop")
  static final class DropCommand implements Callable<Integer> {

    @Mixin private Options options = new Options();

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      Optional<Generations> generations = generations(options);
      if (generations.isEmpty()) {
        return 1;
      }
      Optional<Generation> found = generations.get().find(name);
      if (found.isEmpty()) {
        System.err.println(
            "There is no generation \"" + name + "\"; see ./trueopen reclassify list");
        return 1;
      }
      if (generations.get().shown().filter(found.get()::equals).isPresent()) {
        System.err.println(
            "Reports show \"" + name + "\"; first ./trueopen reclassify switch default");
        return 1;
      }
      generations.get().drop(found.get());
      System.out.println("Dropped " + name + " with all its rows.");
      return 0;
    }
  }
}
