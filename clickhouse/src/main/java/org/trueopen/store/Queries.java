package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Report queries: the files of {@code clickhouse/queries}, loaded once. */
public final class Queries {
  private static final Map<String, String> CACHE = new ConcurrentHashMap<>();

  /** A table or view whose rows depend on verdicts, or that must fit to those that do. */
  private static final Pattern JUDGED =
      Pattern.compile(
          "\\btrueopen\\.(?!(?:settings_changes|dead_letters|generations|erased_recipients|erased_deliveries|schema_migrations)\\b)(\\w+)");

  private Queries() {}

  /**
   * The SQL text of {@code queries/NAME.sql}.
   *
   * @throws IllegalArgumentException naming the file if there is none
   */
  public static String load(String name) {
    return CACHE.computeIfAbsent(name, Queries::read);
  }

  /**
   * A query about the product's tables, made one about a generation's. What no generation has of
   * its own, as the changes of settings, is read where it was.
   */
  public static String in(String database, String sql) {
    return database.equals(StoreConfig.DATABASE)
        ? sql
        : JUDGED.matcher(sql).replaceAll(database + ".$1");
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
