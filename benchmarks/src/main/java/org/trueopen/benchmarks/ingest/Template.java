package org.trueopen.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.trueopen.benchmarks.BenchException;

/** Small files that the benchmark brings along. */
final class Template {

  private Template() {}

  /**
   * Writes a resource to a file.
   *
   * @param values what to put for each name in braces
   */
  static Path write(String name, Path file, Map<String, String> values) {
    try {
      String text = read(name);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace('{' + value.getKey() + '}', value.getValue());
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new BenchException("cannot write " + file, e);
    }
  }

  static String read(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
