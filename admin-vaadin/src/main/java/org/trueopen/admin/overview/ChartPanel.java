package org.trueopen.admin.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.ui.Html;

/** A chart with its heading and legend. */
final class ChartPanel {

  private ChartPanel() {}

  static Div of(String heading, String explanation, EChart chart) {
    Div titles = Html.block("panel-titles", new H2(heading), Html.text("quiet", explanation));
    Div legend =
        Html.block(
            "legend",
            key("people", "People"),
            key("unknowable", "Unknowable"),
            key("machines", "Machines"));
    return Html.block("panel", Html.block("panel-head", titles, legend), chart);
  }

  private static Span key(String colour, String name) {
    Span key = Html.inline("key", name);
    key.addClassName("key-" + colour);
    return key;
  }
}
