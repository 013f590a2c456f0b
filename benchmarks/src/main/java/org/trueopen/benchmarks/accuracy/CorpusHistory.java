package org.trueopen.benchmarks.accuracy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.json.JsonMapper;

/**
 * A history in which each user agent opens a mail of its own, hours after its delivery and from a
 * network of its own, so that only the user agent tells.
 */
final class CorpusHistory {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CorpusHistory() {}

  static void write(Map<String, VerdictClass> agents, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      int number = 0;
      for (Map.Entry<String, VerdictClass> agent : agents.entrySet()) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "delivery");
        line.put("deliveryId", "d" + number);
        line.put("at", "2026-09-07T06:00:00Z");
        line.put("mailbox", "news@sender.example");
        line.put("recipient", "r" + number + "@company-" + number + ".example");
        write(out, line);
        line = new LinkedHashMap<>();
        line.put("type", "hit");
        line.put("hitId", "h" + number);
        line.put("at", "2026-09-07T%02d:%02d:00Z".formatted(9 + number / 60 % 12, number % 60));
        line.put("kind", "OPEN");
        line.put("deliveryId", "d" + number);
        line.put("ip", "243.%d.%d.17".formatted(number / 256 % 256, number % 256));
        line.put("userAgent", agent.getKey());
        line.put("headers", Map.of("accept", "*/*"));
        line.put("label", agent.getValue().name());
        write(out, line);
        number++;
      }
    }
  }

  private static void write(BufferedWriter out, Map<String, Object> line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }
}
