package org.trueopen.benchmarks.history;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines as {@code ./trueopen replay} reads them, and remembers what each hit came from. */
public final class HistoryLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Writer out;
  private final String site;
  private final List<Story> stories = new ArrayList<>();

  /**
   * @param out is not closed
   * @param site the host that the links of all mail lead to
   */
  public HistoryLines(Writer out, String site) {
    this.out = out;
    this.site = site;
  }

  /** The mail: when it was sent and when it arrived. */
  public void mail(Mail mail, boolean read) throws IOException {
    Map<String, Object> line = line("delivery", mail, mail.sentAt());
    line.put("campaign", mail.campaign());
    line.put("mailbox", mail.sender());
    line.put("recipient", mail.recipient());
    line.put("links", links(mail.links()));
    line.put("unsubscribeLink", mail.unsubscribeLink());
    line.put("label", read ? "READ" : "UNREAD");
    write(line);
    line = line("status", mail, mail.deliveredAt());
    line.put("status", "delivered");
    write(line);
  }

  /** All hits before that time, by time; they are taken. */
  public void hits(Hits hits, Instant until) throws IOException {
    for (Hit hit = hits.nextBefore(until); hit != null; hit = hits.nextBefore(until)) {
      hit(hit);
    }
  }

  private void hit(Hit hit) throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "hit");
    line.put("hitId", "h" + stories.size());
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
    stories.add(new Story(hit.caller().label(), hit.caller().story()));
  }

  /** Of the hits written so far: that of hit {@code h17} is number 17. */
  public List<Story> stories() {
    return List.copyOf(stories);
  }

  private static Map<String, Object> line(String type, Mail mail, Instant at) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.put("deliveryId", mail.deliveryId());
    line.put("at", at.toString());
    return line;
  }

  private List<String> links(int count) {
    return IntStream.range(0, count).mapToObj(i -> "https://" + site + "/" + i).toList();
  }

  private void write(Map<String, Object> line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }
}
