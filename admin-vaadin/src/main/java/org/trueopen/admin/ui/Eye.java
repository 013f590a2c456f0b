package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.shared.Tooltip;
import org.trueopen.admin.report.TrackingStatus;

/** The eye that says what is known of a delivery, with its word. */
public final class Eye extends Span {

  public Eye(TrackingStatus status) {
    SvgIcon icon = Html.drawing(status.code());
    add(icon, new Span(status.label()));
    addClassNames("eye", "eye-" + status.code());
    Tooltip.forComponent(this).setText(status.meaning());
  }
}
