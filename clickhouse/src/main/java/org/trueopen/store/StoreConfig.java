package org.trueopen.store;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;

/**
 * Where ClickHouse is and who we are there.
 *
 * @param url HTTP URL without a path, as {@code http://127.0.0.1:8123}
 * @param user ClickHouse user
 * @param password its password, may be empty
 * @param database database that unqualified table names mean
 */
public record StoreConfig(String url, String user, String password, String database) {

  /** The product's database; migrations and queries name it. */
  public static final String DATABASE = "trueopen";

  /**
   * Where history that was judged anew may be, beside {@link #DATABASE} and with the same tables. A
   * fixed few, so that users can be granted these and no others.
   */
  public static final List<String> GENERATIONS =
      List.of("trueopen_g1", "trueopen_g2", "trueopen_g3");

  public StoreConfig {
    String scheme = URI.create(url).getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException(
          "CLICKHOUSE_URL: expected an http or https URL, found \"" + url + "\"");
    }
    if (user.isEmpty()) {
      throw new IllegalArgumentException("CLICKHOUSE_USER: expected a user name, found \"\"");
    }
  }

  /** Uses the database {@link #DATABASE}. */
  public StoreConfig(String url, String user, String password) {
    this(url, user, password, DATABASE);
  }

  /**
   * Reads CLICKHOUSE_URL (default {@code http://127.0.0.1:8123}), CLICKHOUSE_USER (default {@code
   * default}) and CLICKHOUSE_PASSWORD (default empty).
   */
  public static StoreConfig parse(Environment env) {
    return new StoreConfig(
        env.serverUrl("CLICKHOUSE_URL", "http://127.0.0.1:8123").toString(),
        env.text("CLICKHOUSE_USER", "default"),
        env.text("CLICKHOUSE_PASSWORD", ""));
  }

  /**
   * The same for who reads nothing else.
   *
   * @throws ConfigException naming everything that is wrong
   */
  public static StoreConfig parse(Map<String, String> environment) {
    Environment env = new Environment(environment);
    StoreConfig store = parse(env);
    env.finish();
    return store;
  }

  /** A statement about {@link #DATABASE}, made one about this database. */
  public String here(String sql) {
    return database.equals(DATABASE) ? sql : sql.replace(DATABASE + '.', database + '.');
  }

  /** The same place for another database. */
  public StoreConfig withDatabase(String other) {
    return new StoreConfig(url, user, password, other);
  }

  @Override
  public String toString() {
    return "StoreConfig[url="
        + url
        + ", user="
        + user
        + ", password=***, database="
        + database
        + "]";
  }
}
