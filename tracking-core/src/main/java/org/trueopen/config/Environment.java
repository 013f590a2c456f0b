package org.trueopen.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads typed values from environment variables and collects what is wrong, so that a person who
 * sets a process up sees every problem at once:
 *
 * <pre>
 *   Environment env = new Environment(System.getenv(), "INGEST_");
 *   IngestConfig config = new IngestConfig(env.integer("INGEST_PORT", 8080, 1, 65535), ...);
 *   env.finish();
 * </pre>
 *
 * A value that is missing or wrong is replaced by a harmless one until {@link #finish} throws. A
 * variable that begins with the process's prefix but was never asked for is a problem too: it is
 * most likely misspelt.
 */
public final class Environment {

  private final Map<String, String> variables;
  private final String prefix;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /** For who has no variables of its own, so that none can be misspelt. */
  public Environment(Map<String, String> variables) {
    this(variables, "");
  }

  /**
   * @param prefix what the names of this process's own variables begin with; empty for none
   */
  public Environment(Map<String, String> variables, String prefix) {
    this.variables = variables;
    this.prefix = prefix;
  }

  /** A text; empty counts as missing, as Compose files set empty variables. */
  public String text(String name, String absent) {
    return find(name).orElse(absent);
  }

  /** A text that must be there. */
  public String required(String name, String what) {
    return find(name)
        .orElseGet(
            () -> {
              problem(name, what, "nothing");
              return "";
            });
  }

  public int integer(String name, int absent, int min, int max) {
    return Math.toIntExact(longInteger(name, absent, min, max));
  }

  /** Like {@link #integer}, for what does not fit there. */
  public long longInteger(String name, long absent, long min, long max) {
    String text = text(name, Long.toString(absent));
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    problem(name, min + ".." + max, '"' + text + '"');
    return absent;
  }

  /** Texts separated by commas, without blanks around them. */
  public List<String> list(String name) {
    return text(name, "")
        .lines()
        .flatMap(line -> List.of(line.split(",")).stream())
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Where an HTTP server is, as {@code http://127.0.0.1:8123}. */
  public URI serverUrl(String name, String absent) {
    String text = text(name, absent);
    try {
      URI url = URI.create(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getPath().length() <= 1) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    problem(name, "an http or https URL without a path", '"' + text + '"');
    return URI.create(absent);
  }

  /**
   * The lines of a file that must be there and hold something; none if that is a problem. The
   * content never appears in a message.
   */
  public List<String> fileLines(String name) {
    String path = required(name, "the path of a file");
    if (path.isEmpty()) {
      return List.of();
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(path));
      if (lines.stream().allMatch(String::isBlank)) {
        problem(name, "a file that holds something", "an empty one");
        return List.of();
      }
      return lines;
    } catch (IOException | InvalidPathException e) {
      problem(name, "a readable file", '"' + path + "\" (" + e.getClass().getSimpleName() + ')');
      return List.of();
    }
  }

  /** Reports a value that only the caller can judge. */
  public void problem(String name, String expected, String found) {
    problems.add(name + ": expected " + expected + ", found " + found);
  }

  /**
   * To be called when everything has been asked for.
   *
   * @throws ConfigException if anything was wrong
   */
  public void finish() {
    for (String name : new TreeSet<>(variables.keySet())) {
      if (!prefix.isEmpty() && name.startsWith(prefix) && !known.contains(name)) {
        problems.add(
            name
                + ": no such setting"
                + nearest(name).map(near -> "; did you mean " + near + '?').orElse(""));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private Optional<String> find(String name) {
    known.add(name);
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  private Optional<String> nearest(String name) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= 3)
        .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)));
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
