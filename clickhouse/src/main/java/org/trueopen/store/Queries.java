package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Report queries: the files of {@code clickhouse/queries}, loaded once. */
public final class Queries {
  private static final Map<String, String> CACHE = new ConcurrentHashMap<>();

  private Queries() {}

  /**
   * The SQL text of {@code queries/NAME.sql}.
   *
   * @throws IllegalArgumentException naming the file if there is none
   */
  public static String load(String name) {
    return CACHE.computeIfAbsent(name, Queries::read);
  }

  private static String read(String name) {
    try (InputStream in = Queries.class.getResourceAsStream("queries/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "No query file clickhouse/queries/" + name + ".sql; check the name or add the file");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read clickhouse/queries/" + name + ".sql", e);
    }
  }
}
