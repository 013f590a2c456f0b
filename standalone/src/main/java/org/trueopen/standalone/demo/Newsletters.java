package org.trueopen.standalone.demo;

import java.time.DayOfWeek;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The mails that come with the demo: of a garden shop that does not exist. */
public final class Newsletters {

  private static final String FOLDER = "newsletters/";
  private static final Pattern ANCHOR = Pattern.compile("<a\\s[^>]*href=\"(https?://[^\"]+)\"");

  /** An entry of {@code newsletters.json}. */
  record Entry(
      String name,
      String mailbox,
      String sender,
      String subject,
      String campaign,
      List<DayOfWeek> days,
      int hour,
      double reach,
      int weight,
      double interest) {}

  private Newsletters() {}

  /** All of them, in a fixed order. */
  public static List<Newsletter> load() {
    Entry[] entries =
        JsonMapper.shared().readValue(Resources.text(FOLDER + "newsletters.json"), Entry[].class);
    return Stream.of(entries).map(Newsletters::load).toList();
  }

  private static Newsletter load(Entry entry) {
    String html = Resources.text(FOLDER + entry.name() + ".html");
    return new Newsletter(
        entry.name(),
        entry.mailbox(),
        entry.sender(),
        entry.subject(),
        entry.campaign(),
        entry.days(),
        entry.hour(),
        entry.reach(),
        entry.weight(),
        entry.interest(),
        html,
        Resources.text(FOLDER + entry.name() + ".txt"),
        trackedLinks(html));
  }

  /** Links of the mails' own simple markup, unsubscribe links left out. */
  private static List<String> trackedLinks(String html) {
    return ANCHOR
        .matcher(html)
        .results()
        .map(match -> match.group(1).replace("&amp;", "&"))
        .filter(link -> !link.contains("/unsubscribe"))
        .toList();
  }
}
