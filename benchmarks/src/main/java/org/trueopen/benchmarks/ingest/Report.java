package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trueopen.benchmarks.BenchException;

/** What was found: on standard output as it comes, and in a file of Markdown. */
public final class Report {

  private final StringBuilder text = new StringBuilder();
  private boolean failed;

  /** How things go; not part of the report. */
  public static void say(String line) {
    System.err.println(line);
  }

  public Report line(String line) {
    text.append(line).append('\n');
    System.out.println(line);
    return this;
  }

  /** A goal that was or was not met. */
  public void verdict(boolean met, String what) {
    count(met);
    line((met ? "met: " : "NOT met: ") + what);
  }

  /** A goal that is spoken of elsewhere. */
  void count(boolean met) {
    failed |= !met;
  }

  /** Something that must not be, whatever the figures. */
  public void problem(String what) {
    failed = true;
    line("- PROBLEM: " + what);
  }

  public boolean isFailed() {
    return failed;
  }

  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BenchException("cannot write " + file, e);
    }
    say("Written to " + file);
  }
}
