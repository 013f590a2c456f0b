package org.trueopen.admin.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** The caution that belongs to every open rate. */
final class BoundsNote extends Div {

  BoundsNote() {
    addClassName("bounds-note");
    add(
        VaadinIcon.INFO_CIRCLE_O.create(),
        new Span(
            "Opens are a lower bound, because many readers block images, and an upper bound, because"
                + " privacy services load every mail. So an open rate is shown as a band: what is"
                + " certain, up to what is possible."));
  }
}
