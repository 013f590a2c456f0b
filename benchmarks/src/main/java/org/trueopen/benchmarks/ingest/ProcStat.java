package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trueopen.benchmarks.BenchException;

/** What Linux counts for a process, proc(5). */
public final class ProcStat {

  /** A tick of the clock that {@code stat} counts in: 100 a second on every Linux of today. */
  private static final long TICK_MICROS = 10_000;

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ProcStat() {}

  /** Processes that ran or wanted to, on average over the last minute. */
  public static double loadAverage() {
    String text = read(Path.of("/proc/loadavg"));
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  /**
   * User and system time in microseconds of a process and its children, without the time its
   * just-in-time compilers took: those are done when a server has run for a while.
   */
  public static long cpuMicros(ProcessHandle process) {
    long all = tree(process).mapToLong(one -> stat(Path.of("/proc", "" + one.pid()))).sum();
    return all - compilerMicros(process);
  }

  /** The time of the JVM's compiler threads in microseconds; 0 if it is no JVM. */
  static long compilerMicros(ProcessHandle process) {
    long sum = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", "" + process.pid(), "task"))) {
      for (Path thread : threads) {
        String name = read(thread.resolve("comm")).strip();
        if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
          sum += stat(thread);
        }
      }
    } catch (IOException e) {
      throw new BenchException("process " + process.pid() + " is gone; see its log", e);
    }
    return sum;
  }

  /** Bytes of memory a process and its children have resident. */
  public static long residentBytes(ProcessHandle process) {
    return tree(process)
        .map(one -> RESIDENT.matcher(read(Path.of("/proc", "" + one.pid(), "status"))))
        .filter(Matcher::find)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)) * 1024)
        .sum();
  }

  private static Stream<ProcessHandle> tree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static long stat(Path folder) {
    return ticks(read(folder.resolve("stat"))) * TICK_MICROS;
  }

  /** The sum of utime and stime; the name before them stands in parentheses and may hold blanks. */
  static long ticks(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
  }

  /** Empty for a thread that has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
