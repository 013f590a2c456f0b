package org.trueopen.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What no page foresaw while somebody worked on it: said to them, with the reason in the log alone.
 * A page that could not be built is for {@link FailureView}.
 */
@Component
class UnexpectedErrors implements VaadinServiceInitListener {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event
        .getSource()
        .addSessionInitListener(
            session -> session.getSession().setErrorHandler(UnexpectedErrors::tell));
  }

  private static void tell(ErrorEvent event) {
    LOG.error("A page failed at what was asked of it", event.getThrowable());
    if (UI.getCurrent() != null) {
      Toasts.bad(
          "That failed, for a reason that is in the admin's log. Load the page again to see what"
              + " holds.");
    }
  }
}
