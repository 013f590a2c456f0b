package org.trueopen.benchmarks.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.trueopen.benchmarks.BenchException;

/** One session that scrolls through the message list, to wherever it likes, and searches. */
final class MessagesLoad {

  /**
   * @param total deliveries in the list
   * @param times of each kind of page in microseconds
   */
  record Found(int total, Map<String, Histogram> times) {}

  /** As many rows as a browser asks for at once. */
  private static final int ROWS = 50;

  private static final Pattern TOTAL = Pattern.compile("\"([0-9,]+) deliveries\"");
  private static final Pattern GRID =
      Pattern.compile(
          "\"node\":(\\d+),\"type\":\"put\",\"key\":\"tag\",\"feat\":\\d+,\"value\":\"vaadin-grid\"");
  private static final Pattern ROW = Pattern.compile("\"key\":\"\\d+\"");

  private final AdminWorkbench bench;
  private final AdminSettings settings;
  private final Random random = new Random(1);

  MessagesLoad(AdminWorkbench bench, AdminSettings settings) {
    this.bench = bench;
    this.settings = settings;
  }

  Found run() {
    try (VaadinPage page = bench.browser()) {
      page.logIn(AdminWorkbench.USER, AdminWorkbench.PASSWORD);
      String list = page.open("messages", "range=90d");
      int total = Integer.parseInt(group(TOTAL, list).replace(",", ""));
      int grid = Integer.parseInt(group(GRID, list));
      Map<String, Histogram> times = new LinkedHashMap<>();
      scroll(page, grid, times, "the first ten pages", 0, ROWS * 10);
      scroll(page, grid, times, "anywhere in the middle third", total / 3, total / 3);
      scroll(page, grid, times, "the last ten pages", total - ROWS * 11, ROWS * 10);
      search(page, times);
      return new Found(total, times);
    }
  }

  private void scroll(
      VaadinPage page, int grid, Map<String, Histogram> times, String where, int from, int span) {
    Histogram histogram = new Histogram(3);
    int last = -1;
    for (int i = 0; i < settings.pages(); i++) {
      int at = from + random.nextInt(span) / ROWS * ROWS;
      if (at == last) {
        continue; // the browser would have it
      }
      last = at;
      long begin = System.nanoTime();
      String answer = page.call(grid, "setViewportRange", at, ROWS);
      histogram.recordValue((System.nanoTime() - begin) / 1000);
      if (ROW.matcher(answer).results().count() < ROWS) {
        throw new BenchException("a page at " + at + " with less than " + ROWS + " rows");
      }
    }
    times.put(where, histogram);
  }

  private void search(VaadinPage page, Map<String, Histogram> times) {
    Histogram histogram = new Histogram(3);
    for (int i = 0; i < settings.pages(); i++) {
      String query = "range=90d&q=reader" + (100_000 + random.nextInt(200_000)) + "@";
      long begin = System.nanoTime();
      page.navigate("messages", query);
      histogram.recordValue((System.nanoTime() - begin) / 1000);
    }
    times.put("a search for one recipient: count and first page", histogram);
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new BenchException("the message list shows no " + pattern);
    }
    return matcher.group(1);
  }
}
