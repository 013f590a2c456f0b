package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import org.trueopen.admin.report.Rate;

/** A share as a thin bar; the number stands beside it, so it is hidden from screen readers. */
public final class ShareBar extends Div {

  /**
   * @param group whose colour it has: {@code people}, {@code unknowable} or {@code machines}
   */
  public ShareBar(Rate share, String group) {
    addClassName("share-bar");
    getElement().setAttribute("aria-hidden", "true");
    Div filled = Html.block("share-" + group);
    filled.getStyle().setWidth(String.format(Locale.ROOT, "%.1f%%", share.share() * 100));
    add(filled);
  }
}
