package org.trueopen.admin.chart;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A chart drawn by Apache ECharts from an option built in Java. */
@Tag("div")
@JavaScript("context://assets/echarts/echarts.min.js")
@JavaScript("context://assets/chart-connector.js")
public final class EChart extends Component implements HasSize, HasStyle {

  private ObjectNode option = JsonNodeFactory.instance.objectNode();

  /**
   * @param description read to who cannot see the chart
   */
  public EChart(String description) {
    addClassName("chart");
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", description);
  }

  /** Draws this instead; what stays equal stays where it is. */
  public void setOption(ObjectNode newOption) {
    if (!newOption.equals(option)) {
      option = newOption;
      drawIfAttached();
    }
  }

  public ObjectNode option() {
    return option;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    draw();
  }

  private void drawIfAttached() {
    if (isAttached()) {
      draw();
    }
  }

  /** Lets the browser save what is drawn as a PNG of twice its size. */
  public void download(String name) {
    getElement().executeJs("window.trueopenChartPng(this, $0)", name);
  }

  private void draw() {
    if (option.isEmpty()) {
      return;
    }
    getElement().executeJs("window.trueopenChart(this, $0)", option);
  }
}
