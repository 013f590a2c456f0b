package org.trueopen.admin.figures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;

/** A chart or table with its heading, legend and what it can be taken away as. */
public final class ChartPanel extends Div {

  private final Div actions = Html.block("panel-actions");

  /** A table or whatever else stands under a heading. */
  public ChartPanel(String heading, String explanation, Component... content) {
    addClassName("panel");
    Div titles = Html.block("panel-titles", new H2(heading), Html.text("quiet", explanation));
    add(Html.block("panel-head", titles, actions));
    add(content);
  }

  /** A chart, which can be had as PNG. */
  public static ChartPanel of(String heading, String explanation, EChart chart) {
    ChartPanel panel = new ChartPanel(heading, explanation, chart);
    NativeButton png = new NativeButton("PNG", click -> chart.download(heading));
    png.addClassName("take-away");
    png.setAriaLabel("Download \"" + heading + "\" as PNG");
    panel.actions.add(png);
    return panel;
  }

  /** With the legend of people, unknowable and machines. */
  public ChartPanel withLegend() {
    actions.addComponentAsFirst(
        Html.block(
            "legend",
            key("people", "People"),
            key("unknowable", "Unknowable"),
            key("machines", "Machines")));
    return this;
  }

  /** A link to its rows as CSV. */
  public ChartPanel withCsv(CsvLink link) {
    actions.add(link);
    return this;
  }

  private static Span key(String colour, String name) {
    Span key = Html.inline("key", name);
    key.addClassName("key-" + colour);
    return key;
  }
}
