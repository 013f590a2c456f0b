package org.trueopen.admin.figures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.trueopen.admin.report.Exclusion;
import org.trueopen.admin.ui.Help;
import org.trueopen.admin.ui.Html;

/** One headline figure with its explanation. */
final class Tile extends Div {

  private final Span figure = Html.inline("tile-figure", "-");
  private final Span beside = Html.inline("tile-beside", "");
  private final Div extra = Html.block("tile-extra");
  private final Div line = Html.text("tile-line", "");
  private final Div second = Html.text("tile-second", "");
  private final Div change = Html.text("tile-change", "");
  private final Help help;

  Tile(String name, String definition) {
    help = new Help(name, definition);
    addClassNames("panel", "tile");
    extra.setVisible(false);
    change.setVisible(false);
    add(
        Html.block("tile-head", new H2(name), help),
        Html.block("tile-value", figure, beside),
        extra,
        line,
        second,
        change);
  }

  void addExtra(Component component) {
    extra.add(component);
    extra.setVisible(true);
  }

  void show(String value, String besideIt) {
    figure.setText(value);
    beside.setText(besideIt);
  }

  void explain(String firstLine, String secondLine) {
    line.setText(firstLine);
    second.setText(secondLine);
  }

  /** How it stands against the period before. */
  void compare(Change to) {
    change.setText(to.words());
    change.setVisible(true);
    change.setClassName("change-up", to.sign() > 0);
    change.setClassName("change-down", to.sign() < 0);
  }

  void setFraction(String numerator, long part, String denominator, long whole) {
    help.setFraction(numerator, part, denominator, whole);
  }

  /** What the denominator leaves out, by reason. */
  void setExclusions(List<Exclusion> exclusions) {
    help.setExclusions(exclusions);
  }
}
