package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.trueopen.standalone.demo.DemoReport;
import org.trueopen.standalone.demo.DemoWorld;
import org.trueopen.standalone.demo.HistoryWriter;
import org.trueopen.standalone.demo.LiveSettings;
import org.trueopen.standalone.demo.LiveTraffic;
import org.trueopen.standalone.importer.BadImportException;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.OperatorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen demo}: everything up, with two weeks of history and live traffic. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

  /** So long before now: of the last hour the page System tells how soon hits were judged. */
  private static final Duration HISTORY_ENDS = Duration.ofHours(1);

  @Mixin private Options options = new Options();

  @Option(names = "--recipients", paramLabel = "N", defaultValue = "3000")
  private int recipients;

  @Option(names = "--days", paramLabel = "N", defaultValue = "14")
  private int days;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
  private long seed;

  private final Clock clock = Clock.systemUTC();
  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (recipients < 100 || recipients > 100_000 || days < 0 || days > 85) {
      System.err.println(
          "--recipients: expected 100..100000, found %d; --days: expected 0..85, found %d"
              .formatted(recipients, days));
      return 2;
    }
    return new Session(options, true, out).run(this::play);
  }

  private void play(Session session) throws IOException, InterruptedException {
    DemoWorld world = new DemoWorld(seed, recipients);
    importHistory(world);
    Welcome.print(options, OperatorSettings.few(System.getenv()), out);
    out.println(
        "Mail handed to localhost:"
            + options.ports().smtp()
            + " by SMTP (any user, the API key as password) lands in "
            + options.data().mailbox());
    out.println("Live demo traffic runs now. Ctrl-C stops everything.");
    DataFolder data = options.data();
    URI ingest = URI.create("http://localhost:" + options.ports().ingest());
    // Another seed in every run, so that a second evening does not repeat the first.
    try (LiveTraffic traffic =
            new LiveTraffic(
                world, ingest, data.readApiKey(), clock, clock.millis(), LiveSettings.standard());
        DemoReport _ = new DemoReport(traffic::counters, REPORT_EVERY, out::println)) {
      Thread.ofPlatform().daemon().name("demo-traffic").start(traffic);
      while (!session.awaitStop(1)) {
        // The traffic has a thread of its own.
      }
    }
  }

  /** Once per data folder. */
  private void importHistory(DemoWorld world) throws IOException {
    DataFolder data = options.data();
    if (days == 0 || Files.exists(data.historyImported())) {
      return;
    }
    Path file = data.root().resolve("demo-history.ndjson");
    String prefix = "h" + Long.toString(clock.millis(), 36);
    Clock past = Clock.offset(clock, HISTORY_ENDS.negated());
    HistoryWriter.Counts counts = new HistoryWriter(world, past, prefix, days).write(file);
    out.printf(
        Locale.ROOT,
        "Bringing in %d days of history: %,d deliveries, %,d hits%n",
        days,
        counts.deliveries(),
        counts.hits());
    try {
      ImportCommand.run(
          new Addresses.OfFolder(data, options.ports(), System.getenv()), DemoWorld.ACCOUNT, file);
    } catch (BadImportException e) {
      throw new IllegalStateException("the demo's own history cannot be read", e);
    }
    Files.writeString(data.historyImported(), "");
  }
}
