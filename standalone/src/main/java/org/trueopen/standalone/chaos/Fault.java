package org.trueopen.standalone.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is done to the product. */
public enum Fault {
  KILL_INGEST("kill -9 ingest", 5),
  STOP_INGEST("SIGTERM ingest", 6),
  KILL_BROKER("kill -9 broker", 12),
  FREEZE_BROKER("freeze broker 60 s", 65),
  KILL_INGEST_FROZEN("broker frozen, kill -9 ingest", 55),
  FILL_JOURNAL("broker frozen, disk full", 50),
  RESTART_ALL("stop and start everything", 60);

  private final String title;
  private final int usualSeconds;

  Fault(String title, int usualSeconds) {
    this.title = title;
    this.usualSeconds = usualSeconds;
  }

  /** For the table. */
  String title() {
    return title;
  }

  /** How long it takes, healing included, on a machine that has not much else to do. */
  int usualSeconds() {
    return usualSeconds;
  }

  /** As on the command line: {@code kill-ingest}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads words separated by commas.
   *
   * @throws IllegalArgumentException if one is no fault; the message names those there are
   */
  public static List<Fault> parse(String words) {
    return Arrays.stream(words.split(",")).map(String::strip).map(Fault::of).distinct().toList();
  }

  private static Fault of(String word) {
    return Arrays.stream(values())
        .filter(fault -> fault.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--faults: expected some of %s, found \"%s\""
                        .formatted(
                            Arrays.stream(values())
                                .map(Fault::word)
                                .collect(Collectors.joining(",")),
                            word)));
  }
}
