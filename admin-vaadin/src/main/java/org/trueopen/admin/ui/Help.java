package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import java.util.List;
import org.trueopen.admin.report.Exclusion;

/** A small question mark that explains a figure on hover, click or focus. */
public final class Help extends Div {

  private final Div details = Html.block("help-details");

  public Help(String name, String definition) {
    NativeButton button = new NativeButton();
    button.add(Html.drawing("help"));
    button.addClassName("help-button");
    button.setAriaLabel("What does " + name + " mean?");
    Popover popover =
        new Popover(Html.text("help-title", name), new Paragraph(definition), details);
    popover.addClassName("help");
    popover.setTarget(button);
    popover.setOpenOnHover(true);
    popover.setOpenOnClick(true);
    popover.setOpenOnFocus(true);
    popover.setHoverDelay(150);
    popover.setAriaLabel(name);
    addClassName("help-anchor");
    add(button, popover);
  }

  /** The figure's two halves as they stand. */
  public void setFraction(String numerator, long part, String denominator, long whole) {
    details.removeAll();
    details.add(row(numerator, part), row(denominator, whole));
  }

  /** What the denominator leaves out, by reason; after {@link #setFraction}. */
  public void setExclusions(List<Exclusion> exclusions) {
    if (!exclusions.isEmpty()) {
      details.add(Html.text("help-subtitle", "Left out"));
    }
    exclusions.forEach(each -> details.add(row(each.words(), each.deliveries())));
  }

  private static Div row(String name, long value) {
    return Html.block("help-row", new Span(name), Html.inline("number", Words.number(value)));
  }
}
