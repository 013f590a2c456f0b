package org.trueopen.admin.figures;

import com.vaadin.flow.component.html.Div;
import java.util.Locale;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.ui.Html;

/** The open rate as a bar: certain, possible, and a mark where the raw rate would be. */
public final class OpenBand extends Div {

  private final Div certain = Html.block("band-certain");
  private final Div possible = Html.block("band-possible");
  private final Div raw = Html.block("band-raw");

  public OpenBand() {
    addClassName("band");
    getElement().setAttribute("role", "img");
    add(certain, possible, raw);
  }

  public void show(Rate floor, Rate ceiling, Rate rawRate) {
    certain.getStyle().setWidth(percent(floor.share()));
    possible.getStyle().setLeft(percent(floor.share()));
    possible.getStyle().setWidth(percent(Math.max(0, ceiling.share() - floor.share())));
    raw.getStyle().setLeft(percent(rawRate.share()));
    raw.setVisible(rawRate.part() > 0);
    String words =
        "Open rate from " + floor.text() + " to " + ceiling.text() + "; raw " + rawRate.text();
    getElement().setAttribute("aria-label", words);
    getElement().setAttribute("title", words);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", share * 100);
  }
}
