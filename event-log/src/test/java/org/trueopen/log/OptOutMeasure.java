package org.trueopen.log;

import it.unimi.dsi.fastutil.HashCommon;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.trueopen.id.AccountId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.settings.SettingKey;

/**
 * What opt-outs cost: bytes each, time to write, to read at a start, and to ask. Also how fast a
 * setting reaches another reader. Argument: how many opt-outs; 10 million if there is none. Run by
 * hand, with -Xmx1g or more.
 */
final class OptOutMeasure {

  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final int CHUNK = 1_000_000;

  private OptOutMeasure() {}

  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
    memory(count);
    try (TestBroker broker = TestBroker.start()) {
      Topics.ensure(broker.config(), (short) 1);
      settings(broker.config());
      write(broker.config(), count);
      long start = System.nanoTime();
      try (OptOutLog log = OptOutLog.open(broker.config(), "measure")) {
        say("read %,d of %,d in %.1f s".formatted(log.size(), count, seconds(start)));
        ask(log, count);
      }
    }
  }

  private static void memory(int count) {
    long before = used();
    OptOutMap map = new OptOutMap();
    long start = System.nanoTime();
    long longest = 0;
    for (int i = 0; i < count; i++) {
      long put = System.nanoTime();
      map.put(key(i), AT, OptOut.Source.IMPORT);
      longest = Math.max(longest, System.nanoTime() - put);
    }
    double took = seconds(start);
    say(
        "%,d in memory: %.1f bytes each; %.2f s to put them, the slowest %.2f ms"
            .formatted(map.size(), (used() - before) / (double) count, took, longest / 1e6));
    if (map.find(key(count - 1)).isEmpty()) {
      throw new IllegalStateException("one is missing");
    }
  }

  private static void write(KafkaConfig kafka, int count) {
    try (OptOutLog log = OptOutLog.open(kafka, "measure")) {
      long start = System.nanoTime();
      for (int from = 0; from < count; from += CHUNK) {
        log.writeAll(changes(from, Math.min(CHUNK, count - from)));
      }
      say("wrote %,d in %.1f s".formatted(count, seconds(start)));
    }
  }

  private static void ask(OptOutLog log, int count) {
    int found = 0;
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      found = 0;
      for (int i = 0; i < CHUNK; i++) {
        // Every other one has not opted out.
        found += log.optOuts().find(key((i & 1) == 0 ? i % count : -i)).isPresent() ? 1 : 0;
      }
      say("%.0f ns to ask for one, %,d found".formatted(seconds(start) * 1e9 / CHUNK, found));
    }
  }

  private static void settings(KafkaConfig kafka) throws Exception {
    SettingKey key = SettingKey.policy(ACCOUNT);
    try (SettingsLog writer = SettingsLog.open(kafka, "writer", Clock.systemUTC());
        SettingsLog reader = SettingsLog.open(kafka, "reader", Clock.systemUTC())) {
      long first = System.nanoTime();
      writer.write(key, AccountPolicy.DEFAULT, 0, "measure");
      // On a new broker this makes the topic in which Kafka keeps transactions.
      say("a setting: the first write took %.0f ms".formatted(seconds(first) * 1e3));
      double[] write = new double[500];
      double[] reach = new double[write.length];
      for (int i = 0; i < write.length; i++) {
        long start = System.nanoTime();
        long[] seen = new long[1];
        int version = i + 1;
        Thread watch =
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (reader.view().version(key) <= version) {
                        Thread.onSpinWait();
                      }
                      seen[0] = System.nanoTime();
                    });
        writer.write(key, new AccountPolicy(i % 2 == 0, false), version, "measure");
        write[i] = seconds(start) * 1e3;
        watch.join();
        reach[i] = (seen[0] - start) / 1e6;
      }
      say("a setting: written and read back in %s".formatted(percentiles(write)));
      say(
          "a setting: from the call to the view of another reader in %s"
              .formatted(percentiles(reach)));
    }
  }

  private static String percentiles(double[] millis) {
    Arrays.sort(millis);
    return "p50 %.1f ms, p99 %.1f ms, most %.1f ms"
        .formatted(
            millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
  }

  private static List<OptOutChange> changes(int from, int count) {
    return new AbstractList<>() {
      @Override
      public OptOutChange get(int index) {
        return new OptOutChange(
            ACCOUNT, key(from + index), true, AT, OptOut.Source.IMPORT, "key import");
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  private static long key(int i) {
    return HashCommon.mix(i + 1L);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toNanos() / 1e9;
  }

  private static void say(String words) {
    System.out.println(words);
  }
}
