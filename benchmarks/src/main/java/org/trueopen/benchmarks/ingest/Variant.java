package org.trueopen.benchmarks.ingest;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.trueopen.benchmarks.BenchException;

/** What answers the pixel. */
enum Variant {
  NGINX("nginx", "nginx empty_gif", 0, false),
  NGINX_LOG("nginx-log", "nginx empty_gif, buffered access log", 1, false),
  UNDERTOW("undertow", "bare Undertow", 2, false),
  INGEST("ingest", "TrueOpen, recorded before answered", 3, true),
  MEMORY("memory", "TrueOpen, answered from memory", 6, false),
  LUA("lua", "nginx + lua-resty-kafka, asynchronous", 5, true);

  final String key;
  final String title;

  /** Whether hits go to Kafka. */
  final boolean records;

  /** Added to 8080 and the offset; 4 is for a second ingest. */
  final int port;

  Variant(String key, String title, int port, boolean records) {
    this.key = key;
    this.title = title;
    this.port = port;
    this.records = records;
  }

  boolean isJvm() {
    return this == UNDERTOW || this == INGEST || this == MEMORY;
  }

  static Variant of(String key) {
    return Arrays.stream(values())
        .filter(variant -> variant.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "--variants: expected some of "
                        + Arrays.stream(values()).map(v -> v.key).collect(Collectors.joining(", "))
                        + "; found \""
                        + key
                        + '"'));
  }
}
