package org.trueopen.admin.chart;

import java.util.List;
import org.trueopen.admin.report.Bar;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came how long after sending: hits as bars, and how much was opened by then as lines. */
public final class AgeChart {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AgeChart() {}

  /**
   * Hits, stacked.
   *
   * @param titles of each age, the long and the short one with a bar between
   */
  public static ObjectNode hits(List<String> titles, List<Bar> ages) {
    return HitsChart.option(titles, ages);
  }

  /**
   * A line.
   *
   * @param name for legend and tooltip
   * @param first deliveries first opened at each age
   * @param whole what the shares are of
   */
  public record Line(String name, List<Long> first, long whole) {}

  /** The share opened by then, a line for each; the second one is dashed. */
  public static ObjectNode reach(List<String> titles, List<Line> lines) {
    ObjectNode option = JSON.objectNode();
    option.put("animation", false);
    option.putObject("aria").put("enabled", true);
    HitsChart.grid(option.putObject("grid"));
    ObjectNode tooltip = option.putObject("tooltip");
    tooltip.put("trigger", "axis").put("confine", true);
    tooltip.putObject("axisPointer").put("type", "line");
    HitsChart.categories(option.putObject("xAxis"), titles);
    ((ObjectNode) option.get("xAxis")).put("boundaryGap", false);
    option.putObject("yAxis").put("type", "value").put("splitNumber", 4);
    ArrayNode series = option.putArray("series");
    for (Line line : lines) {
      series.add(series(line, !series.isEmpty()));
    }
    return option;
  }

  private static ObjectNode series(Line line, boolean second) {
    ObjectNode series = JSON.objectNode();
    series.put("name", line.name()).put("id", second ? "second" : "first").put("type", "line");
    series.put("symbol", "circle").put("symbolSize", 6).put("dashed", second);
    series.putObject("itemStyle").put("color", second ? "unknowable" : "people");
    ArrayNode data = series.putArray("data");
    long sum = 0;
    for (long opened : line.first()) {
      sum += opened;
      data.add(line.whole() == 0 ? 0.0 : Math.min(100.0, 100.0 * sum / line.whole()));
    }
    return series;
  }
}
