package org.trueopen.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;

/** A value to be taken elsewhere, with a button that copies it. */
public final class CopyField extends Div {

  /** Browsers give the clipboard to secure pages only; elsewhere the value is marked to copy. */
  private static final String COPY =
      """
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText($0);
      } else {
        getSelection().selectAllChildren($1);
      }
      """;

  public CopyField(String label, String value) {
    addClassName("copy-field");
    Code code = new Code(value);
    Button copy = new Button("Copy", VaadinIcon.COPY_O.create());
    copy.addThemeVariants(ButtonVariant.TERTIARY);
    copy.setAriaLabel("Copy: " + label);
    copy.addClickListener(
        event -> {
          UI.getCurrent().getPage().executeJs(COPY, value, code.getElement());
          copy.setText("Copied");
        });
    add(Html.text("copy-label", label), Html.block("copy-value", code, copy));
  }
}
