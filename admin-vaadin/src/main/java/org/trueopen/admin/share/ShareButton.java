package org.trueopen.admin.share;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.trueopen.id.AccountId;

/** Makes a link to the page it stands on. Only who may share sees it. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public final class ShareButton extends Button {

  private final transient ShareLinks links;
  private final transient AccountId account;
  private final String by;
  private Location location = new Location("");

  ShareButton(ShareLinks links, AccountId account, AuthenticationContext authentication) {
    this.links = links;
    this.account = account;
    by = authentication.getPrincipalName().orElse("");
    setText("Share");
    setIcon(VaadinIcon.SHARE_SQUARE.create());
    addThemeVariants(ButtonVariant.TERTIARY);
    setVisible(authentication.hasAnyRole("ADMIN", "ANALYST"));
    addClickListener(event -> dialog().open());
  }

  /** The page as its URL says. */
  public void at(Location of) {
    location = of;
  }

  private Dialog dialog() {
    Dialog dialog = new Dialog();
    dialog.setHeaderTitle("Share these figures");
    RadioButtonGroup<Integer> days = new RadioButtonGroup<>("The link shows them for");
    days.setItems(List.of(1, 7, 30, (int) ShareLinks.LONGEST.toDays()));
    days.setItemLabelGenerator(count -> count == 1 ? "1 day" : count + " days");
    days.setValue(7);
    TextField link = new TextField("Link");
    link.setWidthFull();
    link.setReadOnly(true);
    link.setVisible(false);
    link.setHelperText("It ends by itself and cannot be taken back before.");
    Button create = new Button("Make link");
    create.addThemeVariants(ButtonVariant.PRIMARY);
    create.addClickListener(
        event -> {
          String token =
              links.create(
                  account,
                  location.getPathWithQueryParameters(),
                  by,
                  Duration.ofDays(days.getValue()));
          link.setVisible(true);
          link.setValue("shared/" + token);
          // The browser knows under which address it came here.
          link.getElement()
              .executeJs(
                  "this.value = new URL($0, document.baseURI).href; this.focus(); this.inputElement.select();"
                      + " navigator.clipboard && navigator.clipboard.writeText(this.value).catch(() => {});",
                  "shared/" + token);
        });
    VerticalLayout body =
        new VerticalLayout(
            new Paragraph(
                "Anybody with the link sees this page's figures without logging in: no recipients,"
                    + " no other page, no settings."),
            days,
            link);
    body.setPadding(false);
    dialog.add(body);
    dialog.getFooter().add(new Button("Close", event -> dialog.close()), create);
    dialog.setWidth("min(520px, 94vw)");
    return dialog;
  }
}
