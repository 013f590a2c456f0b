package org.trueopen.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;

/** The few kinds of elements that every view is made of. */
public final class Html {

  private Html() {}

  /** A block with a style class and whatever stands in it. */
  public static Div block(String className, Component... content) {
    Div block = new Div(content);
    block.addClassName(className);
    return block;
  }

  /** A block of text. */
  public static Div text(String className, String text) {
    Div block = new Div(text);
    block.addClassName(className);
    return block;
  }

  /** A piece of text within a line. */
  public static Span inline(String className, String text) {
    Span span = new Span(text);
    span.addClassName(className);
    return span;
  }

  /** A panel with a heading. */
  public static Div panel(String heading, Component... content) {
    Div panel = block("panel", new H2(heading));
    panel.add(content);
    return panel;
  }

  /** One of the drawings in {@code assets/eyes.svg}; for decoration, hidden from screen readers. */
  public static SvgIcon drawing(String name) {
    SvgIcon icon = new SvgIcon("assets/eyes.svg", name);
    icon.getElement().setAttribute("aria-hidden", "true");
    return icon;
  }
}
