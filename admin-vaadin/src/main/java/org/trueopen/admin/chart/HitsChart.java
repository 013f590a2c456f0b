package org.trueopen.admin.chart;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.Mark;
import org.trueopen.admin.report.Step;
import org.trueopen.admin.report.Window;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hits over time, stacked: people below, what nobody can know on top of them, machines above. The
 * colours are names that the connector looks up, so that one option serves light and dark.
 */
public final class HitsChart {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_HOUR =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter WHOLE_DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

  private HitsChart() {}

  /** The option for ECharts, without marks. */
  public static ObjectNode option(Window window, List<Bar> bars) {
    return option(window, bars, List.of());
  }

  /**
   * The option for ECharts.
   *
   * @param marks stand as thin lines in the bars that hold their time
   */
  public static ObjectNode option(Window window, List<Bar> bars, List<Mark> marks) {
    ObjectNode option = option(titles(window), bars);
    if (window.step() == Step.SIX_HOURS || (window.step() == Step.HOUR && window.bars() > 48)) {
      // Bars narrower than a day are labelled at midnight; elsewhere ECharts thins labels out.
      ((ObjectNode) option.get("xAxis")).putObject("axisLabel").put("midnightOnly", true);
    }
    ArrayNode lines = option.putArray("marks");
    marks.forEach(
        mark -> lines.addObject().put("bar", window.barOf(mark.at())).put("words", mark.words()));
    return option;
  }

  /**
   * Bars side by side under labels of their own.
   *
   * @param titles of each bar, the long and the short one with a bar between
   */
  static ObjectNode option(List<String> titles, List<Bar> bars) {
    ObjectNode option = JSON.objectNode();
    option.put("animation", false);
    option.putObject("aria").put("enabled", true);
    grid(option.putObject("grid"));
    tooltip(option.putObject("tooltip"));
    categories(option.putObject("xAxis"), titles);
    counts(option.putObject("yAxis"));
    ArrayNode series = option.putArray("series");
    series.add(stack("People", "people", bars, Bar::people));
    series.add(stack("Unknowable", "unknowable", bars, Bar::unknowable));
    series.add(stack("Machines", "machines", bars, Bar::machines));
    return option;
  }

  static void grid(ObjectNode grid) {
    grid.put("left", 4).put("right", 8).put("top", 12).put("bottom", 4).put("containLabel", true);
  }

  private static void tooltip(ObjectNode tooltip) {
    tooltip.put("trigger", "axis").put("confine", true);
    tooltip.putObject("axisPointer").put("type", "shadow");
  }

  private static List<String> titles(Window window) {
    return IntStream.range(0, window.bars())
        .mapToObj(bar -> title(window, bar) + '|' + shortLabel(window, bar))
        .toList();
  }

  static void categories(ObjectNode axis, List<String> titles) {
    axis.put("type", "category");
    ArrayNode labels = axis.putArray("data");
    titles.forEach(labels::add);
    axis.putObject("axisTick").put("show", false);
  }

  private static void counts(ObjectNode axis) {
    axis.put("type", "value").put("minInterval", 1).put("splitNumber", 4);
  }

  private static ObjectNode stack(
      String name, String colour, List<Bar> bars, ToLongFunction<Bar> count) {
    ObjectNode series = JSON.objectNode();
    series.put("name", name).put("id", colour).put("type", "bar").put("stack", "hits");
    series.put("barCategoryGap", "28%").put("barMaxWidth", 44);
    series.putObject("itemStyle").put("color", colour);
    ArrayNode data = series.putArray("data");
    bars.forEach(bar -> data.add(count.applyAsLong(bar)));
    return series;
  }

  private static String shortLabel(Window window, int bar) {
    Instant start = window.starts().get(bar);
    DateTimeFormatter format = window.step() == Step.HOUR && window.bars() <= 48 ? HOUR : DAY;
    return format.format(start.atZone(window.zone()));
  }

  private static String title(Window window, int bar) {
    Instant start = window.starts().get(bar);
    Instant end = window.starts().get(bar + 1);
    if (window.step() == Step.DAY) {
      return WHOLE_DAY.format(start.atZone(window.zone()));
    }
    if (window.step() == Step.WEEK) {
      return WHOLE_DAY.format(start.atZone(window.zone()))
          + " to "
          + WHOLE_DAY.format(end.minusSeconds(1).atZone(window.zone()));
    }
    return DAY_AND_HOUR.format(start.atZone(window.zone()))
        + " to "
        + HOUR.format(end.atZone(window.zone()));
  }
}
