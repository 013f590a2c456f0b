package org.trueopen.admin.chart;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Hours by weekdays, the more the stronger the colour. */
public final class HeatChart {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  private HeatChart() {}

  /**
   * The option for ECharts.
   *
   * @param name of what is counted
   * @param days seven from Monday, each with 24 hours
   */
  public static ObjectNode option(String name, List<List<Long>> days) {
    ObjectNode option = JSON.objectNode();
    option.put("animation", false);
    option.putObject("aria").put("enabled", true);
    HitsChart.grid(option.putObject("grid"));
    option.putObject("tooltip").put("confine", true);
    ArrayNode hours = option.putObject("xAxis").put("type", "category").putArray("data");
    for (int hour = 0; hour < 24; hour++) {
      hours.add("%02d:00 to %02d:00|%02d".formatted(hour, hour + 1, hour));
    }
    ((ObjectNode) option.get("xAxis")).putObject("axisTick").put("show", false);
    ArrayNode names = option.putObject("yAxis").put("type", "category").putArray("data");
    DAYS.reversed().forEach(names::add);
    long most = days.stream().flatMap(List::stream).mapToLong(count -> count).max().orElse(0);
    option.putObject("visualMap").put("show", false).put("min", 0).put("max", Math.max(1, most));
    ObjectNode series = option.putArray("series").addObject();
    series.put("type", "heatmap").put("name", name);
    ArrayNode data = series.putArray("data");
    for (int day = 0; day < 7; day++) {
      for (int hour = 0; hour < 24; hour++) {
        data.addArray().add(hour).add(6 - day).add(days.get(day).get(hour).longValue());
      }
    }
    return option;
  }
}
