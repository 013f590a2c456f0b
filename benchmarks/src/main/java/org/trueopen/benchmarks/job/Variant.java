package org.trueopen.benchmarks.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.trueopen.benchmarks.BenchException;

/** What brings hits from Kafka into ClickHouse. */
enum Variant {
  FULL("the job, parallelism 1", "full", 1, 0),
  FULL_2("the job, parallelism 2", "full", 2, 1),
  PASS("the job, its classifier passes everything", "pass", 1, 2),
  KEEP("a job that keeps one value by delivery", "keep", 1, 5),
  COPY("a plain copy", "", 1, 3),
  OTHER("the job of the other build, parallelism 1", "full", 1, 4);

  final String title;

  /** What {@code BenchedJobMain} is told; empty if it is not the job. */
  final String classifier;

  final int parallelism;

  /** Added to the port of Flink's REST interface. */
  final int port;

  Variant(String title, String classifier, int parallelism, int port) {
    this.title = title;
    this.classifier = classifier;
    this.parallelism = parallelism;
    this.port = port;
  }

  boolean isJob() {
    return !classifier.isEmpty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Variant of(String word) {
    return Arrays.stream(values())
        .filter(variant -> variant.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "--variants: expected some of %s, found \"%s\""
                        .formatted(
                            Arrays.stream(values())
                                .map(Variant::word)
                                .collect(Collectors.joining(",")),
                            word)));
  }
}
