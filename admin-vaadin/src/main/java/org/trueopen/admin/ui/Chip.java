package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** A word or two that say how something stands. */
public final class Chip extends Span {

  /** What the colour means. */
  public enum Kind {
    ON,
    OFF,
    PLAIN,
    WARN,
    BAD
  }

  public Chip(Kind kind, String words) {
    super(words);
    addClassNames("state", "state-" + kind.name().toLowerCase(Locale.ROOT));
  }
}
