package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a page that could not be built. What was wrong is for the log alone. It stands without the
 * frame, which may be what failed.
 */
@PageTitle("Something went wrong | TrueOpen")
@AnonymousAllowed
final class FailureView extends Div implements HasErrorParameter<Exception> {

  private static final Logger LOG = LoggerFactory.getLogger(FailureView.class);

  FailureView() {
    addClassName("page");
    Div words = Html.block("empty");
    words.add(
        new Paragraph(
            "This page could not be built, and nothing was changed. Load it again; if it stays so,"
                + " the admin's log has the reason."),
        new Anchor("", "To the overview"));
    add(new H1("Something went wrong"), words);
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
    LOG.error("The page {} failed", event.getLocation().getPath(), parameter.getException());
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }
}
