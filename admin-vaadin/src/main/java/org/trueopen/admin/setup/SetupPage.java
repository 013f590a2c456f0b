package org.trueopen.admin.setup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import org.trueopen.admin.ui.Html;

/** A page of Config Setup, with the tabs above whatever stands in it. */
abstract class SetupPage extends Div {

  SetupPage() {
    addClassName("page");
    add(Html.block("page-head", new H1("Config Setup")), new SetupTabs(getClass()));
  }
}
