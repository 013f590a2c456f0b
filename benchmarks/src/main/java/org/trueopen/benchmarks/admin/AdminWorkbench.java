package org.trueopen.benchmarks.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Broker;
import org.trueopen.benchmarks.ingest.Children;
import org.trueopen.benchmarks.ingest.Jvm;
import org.trueopen.benchmarks.ingest.Pause;
import org.trueopen.benchmarks.ingest.ProcStat;
import org.trueopen.benchmarks.ingest.Report;
import org.trueopen.benchmarks.store.GeneratedMail;
import org.trueopen.benchmarks.store.Store;
import org.trueopen.log.Topics;
import org.trueopen.store.StoreConfig;
import org.trueopen.token.KeyFiles;

/** A broker, a store full of generated mail, and the admin as the product starts it. */
final class AdminWorkbench implements AutoCloseable {

  static final String USER = "admin";
  static final String PASSWORD = "correct horse battery staple";

  /** The longest range of the pages. */
  private static final Duration SPAN = Duration.ofDays(90);

  /** An open by a proxy or person, a click, and something of a machine's, on average. */
  private static final int HITS_PER_DELIVERY = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final AdminSettings settings;
  private final Children children = new Children();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI uri;
  private @Nullable Broker broker;
  private @Nullable Store store;
  private @Nullable GeneratedMail mail;
  private @Nullable Process admin;

  AdminWorkbench(AdminSettings settings) {
    this.settings = settings;
    this.uri = URI.create("http://127.0.0.1:" + (8090 + settings.portOffset()));
  }

  /** Starts everything and fills the store. */
  void start() throws IOException {
    broker =
        Broker.start(
            children,
            settings.home().resolve("standalone/runtime-broker/target/lib"),
            settings.folder().resolve("kafka"),
            9092 + settings.portOffset());
    Topics.ensure(broker.config(), (short) 1);
    try {
      Store filled = new Store(settings.folder().resolve("clickhouse"));
      store = filled;
      fill(filled);
      startAdmin(filled.admin(), broker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private void fill(Store filled) throws IOException, InterruptedException {
    // Seven in ten are of the account that is looked at.
    long all = settings.deliveries() * 10L / 7;
    Duration interval = SPAN.dividedBy(all);
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(SPAN);
    if (filled.number("SELECT count() FROM trueopen.deliveries") > 0) {
      start =
          Instant.ofEpochSecond(
              filled.number("SELECT toUnixTimestamp(min(sent_at)) FROM trueopen.deliveries"));
    }
    GeneratedMail generated = new GeneratedMail(filled, start, interval, HITS_PER_DELIVERY);
    generated.loadUpTo(all, System.err);
    mail = generated;
  }

  private void startAdmin(StoreConfig reader, Broker kafka) throws IOException {
    Path hashKey = settings.folder().resolve("keys/hash-key");
    KeyFiles.ensureHashKey(hashKey);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar().toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("ADMIN_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "ADMIN_PORT", "" + uri.getPort(),
                "ADMIN_INTERNAL_PORT", "" + (uri.getPort() + 2),
                "ADMIN_FIRST_ACCOUNT", GeneratedMail.ACCOUNT,
                "ADMIN_FIRST_PASSWORD", PASSWORD,
                "ADMIN_HASH_KEY_FILE", hashKey.toString(),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.config().bootstrapServers(),
                "CLICKHOUSE_URL", reader.url(),
                "CLICKHOUSE_USER", reader.user(),
                "CLICKHOUSE_PASSWORD", reader.password()));
    Path log = settings.folder().resolve("admin.log");
    Process process = children.start(builder, log);
    admin = process;
    Report.say("Waiting for the admin");
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
        throw new BenchException("the admin does not answer; see " + log);
      }
      Pause.millis(250);
    }
  }

  private Path jar() throws IOException {
    Path target = settings.home().resolve("admin-vaadin/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "admin-vaadin-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new BenchException("the admin is not built; run ./trueopen build");
  }

  private boolean isReady() {
    try {
      return http.send(
                  HttpRequest.newBuilder(uri.resolve("/health/ready")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  /** Where the admin listens. */
  URI uri() {
    return uri;
  }

  /** A browser that nobody has logged in with. */
  VaadinPage browser() {
    return new VaadinPage(http, uri);
  }

  /** The campaigns that had mail last, the newest first. */
  List<String> lastCampaigns(int count) {
    long newest = Instant.now().getEpochSecond() / GeneratedMail.CAMPAIGN.toSeconds();
    return java.util.stream.LongStream.range(0, count).mapToObj(i -> "c" + (newest - i)).toList();
  }

  /** Lets more mail come in, until the thread is interrupted. */
  void trickle() {
    GeneratedMail generated = mail;
    if (generated == null || settings.livePerSecond() == 0) {
      return;
    }
    try {
      while (true) {
        long next = generated.store().number("SELECT count() FROM trueopen.deliveries");
        generated.load(next, next + settings.livePerSecond());
        Thread.sleep(1000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new BenchException("no more mail can be put in", e);
    }
  }

  /** Bytes of the admin's heap in use after a full collection. */
  long liveHeapBytes() {
    try (Jvm jvm = Jvm.attach(process().pid(), "the admin")) {
      return jvm.liveHeapBytes();
    }
  }

  long residentBytes() {
    return ProcStat.residentBytes(process().toHandle());
  }

  /** CPU time the admin has used, without its compilers'. */
  long cpuMicros() {
    return ProcStat.cpuMicros(process().toHandle());
  }

  private Process process() {
    Process process = admin;
    if (process == null) {
      throw new BenchException("the admin does not run");
    }
    return process;
  }

  @Override
  public void close() {
    http.shutdownNow();
    if (broker != null) {
      broker.close();
    }
    children.close();
    if (store != null) {
      store.close();
    }
  }
}
