package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.trueopen.ingest.FuzzConnection.Answer;
import org.trueopen.ingest.FuzzConnection.NoHttpException;
import org.trueopen.ingest.FuzzRequests.Expected;
import org.trueopen.ingest.FuzzRequests.Request;
import org.trueopen.ingest.limit.LimitConfig;

/**
 * Sends damaged requests to an ingest process, by many connections at once, until the time is up,
 * and checks every answer; at the end its log, its counters and its memory.
 *
 * <p>Arguments: minutes, a seed, a folder for what breaks and for one request of every kind of
 * answer, and the file that WARN and ERROR go to. Exit status: 0 if nothing broke.
 */
final class HttpFuzz {

  private static final int CONNECTIONS = 96;
  private static final int MAX_PIPELINED = 24;
  private static final int MAX_FAILURES = 20;
  private static final int WILD_EVERY = 40;
  private static final int PIXEL_BYTES = 43;
  private static final long MAX_GROWTH = 64L << 20;

  /** So much that no client is ever refused. */
  private static final LimitConfig NO_LIMITS = new LimitConfig(1_000_000_000, 1_000_000, 600, 600);

  private final int port;
  private final Path folder;
  private final long end;
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder wild = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final LongAdder connections = new LongAdder();
  private final AtomicInteger failures = new AtomicInteger();
  private final ConcurrentMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Boolean> kinds = new ConcurrentHashMap<>();

  private HttpFuzz(int port, Path folder, long end) {
    this.port = port;
    this.folder = folder;
    this.end = end;
  }

  public static void main(String[] args) throws Exception {
    long nanos = (long) (Double.parseDouble(args[0]) * 60e9);
    long seed = Long.parseLong(args[1]);
    Path folder = Files.createDirectories(Path.of(args[2]));
    Files.createDirectories(folder.resolve("kinds"));
    System.out.println("requests: seed " + seed);
    int failures;
    try (IngestFixture ingest =
        IngestFixture.start(
            IngestFixture.with(
                IngestFixture.config(0, Duration.ofSeconds(30), IngestFixture.MAX_BODY),
                IngestFixture.LISTEN,
                NO_LIMITS))) {
      HttpFuzz fuzz = new HttpFuzz(ingest.server.port(), folder, System.nanoTime() + nanos);
      Thread.setDefaultUncaughtExceptionHandler(
          (thread, e) -> fuzz.fail(thread + " ended by " + e, new byte[0]));
      fuzz.run(new SplittableRandom(seed));
      fuzz.checkCounters(ingest);
      failures = fuzz.failures.get();
    }
    System.exit(isQuiet(Path.of(args[3])) && failures == 0 ? 0 : 1);
  }

  private void run(SplittableRandom seeds) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      SplittableRandom random = seeds.split();
      threads.add(Thread.ofVirtual().start(() -> work(random)));
    }
    long settled = 0;
    long used = 0;
    long started = System.nanoTime();
    while (goesOn()) {
      Thread.sleep(Math.clamp((end - System.nanoTime()) / 1_000_000, 1, 30_000));
      used = used();
      settled = settled == 0 ? used : settled;
      System.out.printf(
          Locale.ROOT,
          "%4d s: %,d answered, heap %d MiB%n",
          (System.nanoTime() - started) / 1_000_000_000,
          answered.sum(),
          used >> 20);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (used - settled > MAX_GROWTH) {
      fail("the heap grew from %,d to %,d bytes".formatted(settled, used), new byte[0]);
    }
  }

  /** Bytes of the heap in use after a collection, the fuzzer's own included. */
  @SuppressWarnings("ExplicitGarbageCollection") // what is reachable is the question
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private boolean goesOn() {
    return System.nanoTime() < end && failures.get() < MAX_FAILURES;
  }

  private void work(SplittableRandom random) {
    FuzzRequests requests = new FuzzRequests(random);
    while (goesOn()) {
      byte[] last = new byte[0];
      try (FuzzConnection connection = new FuzzConnection(port, "127.0.0.1")) {
        connections.increment();
        boolean open = true;
        while (open && goesOn()) {
          if (random.nextInt(WILD_EVERY) == 0) {
            wild(requests.wild().getBytes(ISO_8859_1), random);
          }
          List<Request> batch = batch(requests, random);
          last = bytes(batch);
          open = exchange(connection, batch, last);
        }
      } catch (NoHttpException e) {
        fail(e.toString(), last);
      } catch (IOException e) {
        cut.increment(); // the other side closed while we sent
      } catch (RuntimeException e) {
        fail(e.toString(), last);
      }
    }
  }

  private static List<Request> batch(FuzzRequests requests, SplittableRandom random) {
    boolean calm = random.nextInt(6) != 0;
    List<Request> batch = new ArrayList<>();
    // Half of them alone: what is pipelined never takes the shortcut.
    for (int i = random.nextBoolean() ? 0 : random.nextInt(MAX_PIPELINED); i >= 0; i--) {
      batch.add(calm ? requests.calm() : requests.next());
    }
    return batch;
  }

  private static byte[] bytes(List<Request> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Request request : batch) {
      bytes.writeBytes(request.bytes());
    }
    return bytes.toByteArray();
  }

  /** Sends all at once and reads the answers; false if the connection is at its end. */
  private boolean exchange(FuzzConnection connection, List<Request> batch, byte[] bytes)
      throws IOException {
    connection.send(bytes);
    sent.add(batch.size());
    for (Request request : batch) {
      Answer answer = connection.answer(request.head());
      answered.increment();
      count(answer.status());
      if (answer.status() == 400 && answer.last() && batch.stream().anyMatch(HttpFuzz::isOdd)) {
        // Undertow refuses what it cannot parse at once, and drops answers that wait before it.
        dropped.increment();
        return false;
      }
      String problem = problem(request, answer);
      if (!problem.isEmpty()) {
        fail(problem + ", found " + answer.status() + ": " + request.text(), bytes);
      }
      keepFirst(request, answer);
      if (answer.last()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOdd(Request request) {
    return request.expected() == Expected.ANY;
  }

  /** What is wrong with an answer; empty for nothing. */
  static String problem(Request request, Answer answer) {
    int status = answer.status();
    if (status >= 500) {
      return "expected no failure of the server";
    }
    boolean pixel = request.route().equals("open") && status == 200;
    if (pixel
        && (answer.length() != PIXEL_BYTES
            || (!request.head() && answer.body().length() != PIXEL_BYTES))) {
      return "expected a pixel of 43 bytes, found " + answer.length();
    }
    boolean hit = status == 200 || status == 302;
    if (request.expected() == Expected.HIT && !hit) {
      return "expected a hit";
    }
    if (request.expected() == Expected.NOT_OURS && status != 404) {
      return "expected 404";
    }
    return "";
  }

  /** On a connection of its own, after which nothing more comes. */
  private void wild(byte[] bytes, SplittableRandom random) {
    wild.increment();
    // No address has more than a few of the ports that closed connections hold for a minute.
    try (FuzzConnection connection =
        new FuzzConnection(port, "127.0.0." + random.nextInt(2, 250))) {
      connection.send(bytes);
      connection.finish();
      for (int status : connection.statuses()) {
        count(status);
        if (status >= 500) {
          fail("expected no failure of the server, found " + status, bytes);
        }
      }
    } catch (NoHttpException e) {
      fail(e.toString(), bytes);
    } catch (IOException e) {
      cut.increment();
    }
  }

  private void count(int status) {
    statuses.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  private void keepFirst(Request request, Answer answer) {
    String kind =
        "%s-%s%s".formatted(answer.status(), request.route(), answer.last() ? "-last" : "");
    if (request.text().length() < 4000 && kinds.putIfAbsent(kind, true) == null) {
      write(folder.resolve("kinds").resolve(kind), request.bytes());
    }
  }

  private void fail(String why, byte[] bytes) {
    int number = failures.incrementAndGet();
    if (number <= MAX_FAILURES) {
      System.out.println("failure " + number + ": " + why);
      write(folder.resolve("failure-" + number), bytes);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      System.out.println(file + " was not written: " + e);
    }
  }

  /** Every hit that was received ended in one counter; waits for those under way. */
  private void checkCounters(IngestFixture ingest) {
    await().atMost(Duration.ofMinutes(1)).until(() -> ingest.client.counters().addUp());
    Map<Integer, LongAdder> sorted = new TreeMap<>(statuses);
    long shortcuts =
        IngestClient.json(ingest.client.inside("/internal/counters"))
            .get("connections")
            .get("shortcuts")
            .asLong();
    if (shortcuts == 0) {
      fail("expected that some pixels take the shortcut", new byte[0]);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d requests sent by %,d connections, %,d answered; %,d connections of garbage; %,d ended"
            + " by a refusal, %,d cut off; %,d pixels took the shortcut; %d failures%nanswers by status: %s%n%s%n",
        sent.sum(),
        connections.sum(),
        answered.sum(),
        wild.sum(),
        dropped.sum(),
        cut.sum(),
        shortcuts,
        failures.get(),
        sorted,
        ingest.client.counters());
  }

  /** Whether nothing was logged that somebody should look at. */
  private static boolean isQuiet(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    lines.stream().limit(50).forEach(System.out::println);
    System.out.println(lines.size() + " lines of WARN and ERROR were logged");
    return lines.isEmpty();
  }
}
