package org.trueopen.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** For a page that does not exist, or not for who asks: which of the two is not said. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found | TrueOpen")
@PermitAll
final class NotFoundView extends Div implements HasErrorParameter<NotFoundException> {

  NotFoundView() {
    addClassName("page");
    Div words = Html.block("empty");
    words.add(
        new Paragraph(
            "There is no such page, or your role does not include it. The menu lists what there is"
                + " for you."),
        new Anchor("", "To the overview"));
    add(new H1("Not found"), words);
  }

  @Override
  public int setErrorParameter(
      BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
    return HttpServletResponse.SC_NOT_FOUND;
  }
}
