package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Locale;

/** A few words above the content that somebody should read; hidden while there are none. */
public final class Notice extends Div {

  /** How much it matters. */
  public enum Kind {
    INFO,
    WARNING,
    ERROR
  }

  private final Span words = new Span();

  public Notice(Kind kind) {
    addClassNames("notice", "notice-" + kind.name().toLowerCase(Locale.ROOT));
    getElement().setAttribute("role", kind == Kind.ERROR ? "alert" : "status");
    add((kind == Kind.INFO ? VaadinIcon.INFO_CIRCLE_O : VaadinIcon.WARNING).create(), words);
    setVisible(false);
  }

  public void say(String text) {
    words.setText(text);
    setVisible(true);
  }

  public void hush() {
    setVisible(false);
  }
}
