package org.trueopen.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Step;

/** Links to the same page with wider or narrower bars; the width stands in the URL. */
public final class StepPicker extends Nav {

  private static final String PARAMETER = "step";

  private final Class<? extends Component> view;

  public StepPicker(Class<? extends Component> view) {
    this.view = view;
    addClassNames("segments", "segments-small");
    setAriaLabel("Width of the bars");
  }

  /** The step in a page's URL; the range's own if there is none, or one it does not have. */
  public static Step in(Location location, Range range) {
    return location
        .getQueryParameters()
        .getSingleParameter(PARAMETER)
        .flatMap(Step::parse)
        .filter(range.steps()::contains)
        .orElse(range.steps().getFirst());
  }

  /** Offers what the range has; every link keeps the page's other parameters. */
  public void show(Range range, Step current, QueryParameters others) {
    removeAll();
    setVisible(range.steps().size() > 1);
    for (Step step : range.steps().stream().sorted().toList()) {
      RouterLink link = new RouterLink(step.label(), view);
      link.setHighlightCondition((ignored, event) -> false);
      link.setQueryParameters(others.merging(PARAMETER, step.code()));
      link.setClassName("current", step == current);
      if (step == current) {
        link.getElement().setAttribute("aria-current", "true");
      }
      add(link);
    }
  }
}
