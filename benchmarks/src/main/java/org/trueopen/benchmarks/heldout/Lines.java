package org.trueopen.benchmarks.heldout;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines as {@code ./trueopen replay} reads them. */
final class Lines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer out;

  Lines(Writer out) {
    this.out = out;
  }

  void mail(Mail mail, boolean read) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "delivery");
    line.put("deliveryId", mail.deliveryId());
    line.put("at", mail.sentAt().toString());
    line.put("campaign", mail.campaign());
    line.put("mailbox", mail.sender());
    line.put("recipient", mail.recipient());
    line.put(
        "links",
        IntStream.range(0, mail.links()).mapToObj(i -> "https://held-out.example/" + i).toList());
    line.put("unsubscribeLink", mail.unsubscribeLink());
    line.put("label", read ? "READ" : "UNREAD");
    write(line);
    line = new LinkedHashMap<>();
    line.put("type", "status");
    line.put("deliveryId", mail.deliveryId());
    line.put("at", mail.deliveredAt().toString());
    line.put("status", "delivered");
    write(line);
  }

  void hit(String hitId, Hit hit) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "hit");
    line.put("hitId", hitId);
    line.put("at", hit.at().toString());
    line.put("kind", hit.kind().name());
    if (hit.link() >= 0) {
      line.put("link", hit.link());
    }
    line.put("deliveryId", hit.mail().deliveryId());
    line.put("method", hit.method());
    line.put("ip", hit.caller().address());
    line.put("userAgent", hit.caller().userAgent());
    line.put("headers", new TreeMap<>(hit.caller().headers())); // whose own order is chance
    line.put("label", hit.caller().label().name());
    write(line);
  }

  private void write(Map<String, Object> line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }
}
