package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import org.trueopen.admin.report.Range;

/** As {@link RangePicker}, for a page whose path names what it is about. */
public final class RangeLinks extends Nav {

  public RangeLinks() {
    addClassName("segments");
    setAriaLabel("Range");
  }

  /** Marks the range that is shown; every link keeps the rest of the URL. */
  public void show(Range current, Location location) {
    removeAll();
    for (Range range : Range.values()) {
      QueryParameters parameters = location.getQueryParameters().merging("range", range.code());
      Anchor link =
          new Anchor(
              new Location(location.getPath(), parameters).getPathWithQueryParameters(),
              range.label());
      link.setClassName("current", range == current);
      if (range == current) {
        link.getElement().setAttribute("aria-current", "true");
      }
      add(link);
    }
  }
}
