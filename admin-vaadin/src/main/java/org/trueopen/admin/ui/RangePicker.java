package org.trueopen.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.EnumMap;
import java.util.Map;
import org.trueopen.admin.report.Range;

/** Links to the same page over another span of time; the range stands in the URL. */
public final class RangePicker extends Nav {

  private static final String PARAMETER = "range";

  private final Map<Range, RouterLink> links = new EnumMap<>(Range.class);

  public RangePicker(Class<? extends Component> view) {
    addClassName("segments");
    setAriaLabel("Range");
    for (Range range : Range.values()) {
      RouterLink link = new RouterLink(range.label(), view);
      // The highlight is ours: the router's looks at the path alone.
      link.setHighlightCondition((ignored, event) -> false);
      links.put(range, link);
      add(link);
    }
  }

  /** The range in a page's URL; a week if there is none. */
  public static Range in(Location location) {
    return in(location, Range.WEEK);
  }

  /** The range in a page's URL. */
  public static Range in(Location location, Range otherwise) {
    return location
        .getQueryParameters()
        .getSingleParameter(PARAMETER)
        .flatMap(Range::parse)
        .orElse(otherwise);
  }

  /** Marks the range that is shown; every link keeps the page's other parameters. */
  public void show(Range current, QueryParameters others) {
    links.forEach(
        (range, link) -> {
          link.setQueryParameters(others.merging(PARAMETER, range.code()));
          link.setClassName("current", range == current);
          if (range == current) {
            link.getElement().setAttribute("aria-current", "true");
          } else {
            link.getElement().removeAttribute("aria-current");
          }
        });
  }
}
