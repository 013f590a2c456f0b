package org.trueopen.admin.setup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;

/** What tracking costs, said wherever it is turned on. */
final class CostsPanel extends Div {

  CostsPanel() {
    addClassNames("panel", "costs");
    add(
        new H2("Before you turn it on"),
        new UnorderedList(
            new ListItem(
                "Deliverability: filters know pixels and rewritten links. A tracking host of your"
                    + " own domain hurts far less than a shared one."),
            new ListItem(
                "Trust: readers and their mail programs may show that a mail is tracked. In many"
                    + " countries they must have agreed to it, and may withdraw at any time."),
            new ListItem(
                "Meaning: opens are a lower bound, because images are often blocked, and an upper"
                    + " bound, because privacy services load every mail. Clicks tell more.")),
        new Paragraph(
            "A change holds for mail not yet handed over. A running campaign follows from its next"
                + " mail on."));
  }

  /** For below a list as wide as the page: side by side where there is room. */
  static CostsPanel wide() {
    CostsPanel panel = new CostsPanel();
    panel.addClassName("wide");
    return panel;
  }
}
