package org.trueopen.admin.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.config.AdminConfig.FirstStartConfig;
import org.trueopen.store.StoreConfig;

/** Reads the environment, collecting what is wrong with it. */
final class AdminConfigParser {

  private static final String HOST_AND_PORT = "[A-Za-z0-9._\\-\\[\\]:]+";
  private static final List<String> ADMIN_KEYS =
      List.of(
          "ADMIN_BIND",
          "ADMIN_PORT",
          "ADMIN_FIRST_ACCOUNT",
          "ADMIN_FIRST_DOMAIN",
          "ADMIN_FIRST_TRACKING_HOST",
          "ADMIN_FIRST_API_KEY_FILE",
          "ADMIN_FIRST_PASSWORD");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  AdminConfigParser(Map<String, String> environment) {
    this.environment = environment;
  }

  AdminConfig parse() {
    rejectUnknownKeys();
    String bind = matching("ADMIN_BIND", "127.0.0.1", "an address or host name", HOST_AND_PORT);
    int port = port();
    String kafka =
        matching(
            "KAFKA_BOOTSTRAP_SERVERS",
            "localhost:9092",
            "host:port, several with commas between",
            "[^\\s:,]+:\\d{1,5}(,[^\\s:,]+:\\d{1,5})*");
    String url =
        valid(
            "CLICKHOUSE_URL",
            "http://127.0.0.1:8123",
            "an http or https URL",
            AdminConfigParser::isHttpUrl);
    FirstStartConfig first = first();
    if (!problems.isEmpty()) {
      throw new BadConfigException(problems);
    }
    StoreConfig store =
        new StoreConfig(url, text("CLICKHOUSE_USER", "default"), text("CLICKHOUSE_PASSWORD", ""));
    return new AdminConfig(bind, port, kafka, store, first);
  }

  private FirstStartConfig first() {
    return new FirstStartConfig(
        matching("ADMIN_FIRST_ACCOUNT", "demo", "1 to 32 of a-z, 0-9 and -", "[a-z0-9-]{1,32}"),
        matching(
            "ADMIN_FIRST_DOMAIN",
            "demo.example",
            "a domain name in lower case",
            "[a-z0-9-]+(\\.[a-z0-9-]+)+"),
        matching("ADMIN_FIRST_TRACKING_HOST", "", "host or host:port", "|" + HOST_AND_PORT),
        optional("ADMIN_FIRST_API_KEY_FILE"),
        optional("ADMIN_FIRST_PASSWORD"));
  }

  private int port() {
    String found = text("ADMIN_PORT", "8090");
    try {
      int port = Integer.parseInt(found);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    problems.add("ADMIN_PORT: expected 1..65535, found \"" + found + '"');
    return 0;
  }

  private void rejectUnknownKeys() {
    environment.keySet().stream()
        .filter(key -> key.startsWith("ADMIN_") && !ADMIN_KEYS.contains(key))
        .sorted()
        .forEach(key -> problems.add(key + ": unknown key; did you mean " + nearest(key) + '?'));
  }

  private static String nearest(String unknown) {
    return ADMIN_KEYS.stream()
        .min(Comparator.comparingInt(key -> EditDistance.between(unknown, key)))
        .orElseThrow();
  }

  private String matching(String key, String fallback, String expected, String pattern) {
    return valid(key, fallback, expected, found -> found.matches(pattern));
  }

  private String valid(String key, String fallback, String expected, Predicate<String> isValid) {
    String found = text(key, fallback);
    if (!isValid.test(found)) {
      problems.add(key + ": expected " + expected + ", found \"" + found + '"');
    }
    return found;
  }

  private String text(String key, String fallback) {
    return Optional.ofNullable(optional(key)).orElse(fallback);
  }

  /** An empty value counts as none: that is what Compose files make of a variable not set. */
  private @Nullable String optional(String key) {
    String found = environment.get(key);
    return found == null || found.isEmpty() ? null : found;
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
