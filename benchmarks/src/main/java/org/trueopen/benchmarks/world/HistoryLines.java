package org.trueopen.benchmarks.world;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines as {@code ./trueopen replay} reads them. */
final class HistoryLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer out;

  HistoryLines(Writer out) {
    this.out = out;
  }

  /** The delivery, when it was sent and when it arrived. */
  void delivery(Letter letter, boolean read) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "delivery");
    line.put("deliveryId", letter.deliveryId());
    line.put("at", letter.sentAt().toString());
    line.put("campaign", letter.campaign());
    line.put("mailbox", "news@sender.example");
    line.put("recipient", letter.recipient().address());
    line.put("links", links(letter.links()));
    line.put("unsubscribeLink", letter.unsubscribeLink());
    line.put("label", read ? "READ" : "UNREAD");
    write(line);
    line = new LinkedHashMap<>();
    line.put("type", "status");
    line.put("deliveryId", letter.deliveryId());
    line.put("at", letter.deliveredAt().toString());
    line.put("status", "delivered");
    write(line);
  }

  void hit(String hitId, Request hit) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "hit");
    line.put("hitId", hitId);
    line.put("at", hit.at().toString());
    line.put("kind", hit.kind().name());
    if (hit.link() >= 0) {
      line.put("link", hit.link());
    }
    line.put("deliveryId", hit.letter().deliveryId());
    line.put("method", hit.method());
    line.put("ip", hit.address());
    line.put("userAgent", hit.userAgent());
    line.put("headers", new TreeMap<>(hit.headers())); // whose own order is chance
    line.put("label", hit.label().name());
    write(line);
  }

  private void write(Map<String, Object> line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }

  private static List<String> links(int count) {
    return IntStream.range(0, count).mapToObj(i -> "https://sender.example/" + i).toList();
  }
}
