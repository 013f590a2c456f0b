package org.trueopen.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.trueopen.admin.keys.ApiKeys;
import org.trueopen.admin.keys.KeyRefusedException;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;

/** Config Setup: keys by which applications call. */
@Route("config/api-keys")
@PageTitle("API keys | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class ApiKeysView extends SetupPage implements BeforeEnterObserver {

  private final transient ApiKeys keys;
  private final transient AccountId account;
  private final String user;
  private final Grid<Setting> grid = new Grid<>();
  private final CsvLink csv = new CsvLink("API keys");
  private final Div empty =
      Html.text("empty", "No API key yet. Make one for each application that calls.");
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);

  ApiKeysView(ApiKeys keys, AccountId account, AuthenticationContext authentication) {
    this.keys = keys;
    this.account = account;
    this.user = authentication.getPrincipalName().orElse("");
    Button add = new Button("Make a key");
    add.setId("key-new");
    add.addThemeVariants(ButtonVariant.PRIMARY);
    add.addClickListener(event -> new NewKeyDialog(keys, account, user, this::show).open());
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    grid.addComponentColumn(this::nameCell).setHeader("Key").setFlexGrow(2);
    grid.addComponentColumn(this::actionCell).setHeader("").setFlexGrow(0).setWidth("110px");
    csv.to("api-keys", this::table);
    Div panel =
        Html.block(
            "panel",
            Html.block("panel-head", new H2("API keys"), Html.block("panel-actions", csv, add)),
            Html.text(
                "quiet",
                "One for each application, with no more than it needs, so that one can be revoked"
                    + " without the others. Only a hash of each is kept."),
            grid,
            empty);
    add(panel);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    viewer = Viewer.of(event.getUI());
    show();
  }

  private void show() {
    List<Setting> found = sorted();
    grid.setItems(found);
    grid.setVisible(!found.isEmpty());
    csv.setVisible(!found.isEmpty());
    empty.setVisible(found.isEmpty());
  }

  private List<Setting> sorted() {
    return keys.list(account).stream()
        .sorted(
            Comparator.comparing((Setting setting) -> key(setting).revoked())
                .thenComparing(setting -> key(setting).name()))
        .toList();
  }

  private Csv table() {
    Csv table = new Csv("id", "name", "scopes", "revoked", "changed_by", "changed_at");
    for (Setting each : sorted()) {
      table.row(
          each.key().name(),
          key(each).name(),
          scopes(key(each), " "),
          key(each).revoked(),
          each.changedBy(),
          each.changedAt());
    }
    return table;
  }

  private static String scopes(ApiKey key, String between) {
    return key.scopes().stream()
        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(between));
  }

  private Component nameCell(Setting setting) {
    ApiKey key = key(setting);
    Div chips = Html.block("chips", Html.inline("row-name", key.name()));
    if (key.revoked()) {
      chips.add(new Chip(Chip.Kind.OFF, "Revoked"));
    }
    for (ApiKey.Scope scope : ApiKey.Scope.values()) {
      if (key.scopes().contains(scope)) {
        chips.add(new Chip(Chip.Kind.PLAIN, scope.name().toLowerCase(Locale.ROOT)));
      }
    }
    String changed =
        (key.revoked() ? "Revoked by " : "By ")
            + setting.changedBy()
            + ", "
            + viewer.brief(setting.changedAt(), Instant.now())
            + " · id "
            + setting.key().name();
    return Html.block("message-cell", chips, new Span(changed));
  }

  private Component actionCell(Setting setting) {
    if (key(setting).revoked()) {
      return new Span();
    }
    Button revoke = new Button("Revoke");
    revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
    revoke.setAriaLabel("Revoke the key " + key(setting).name());
    revoke.addClickListener(event -> askWhetherToRevoke(setting));
    return revoke;
  }

  private void askWhetherToRevoke(Setting setting) {
    ApiKey key = key(setting);
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Revoke the key " + key.name() + "?");
    dialog.setText(
        "Whatever calls with it ("
            + scopes(key, ", ")
            + ") is refused from now on. This cannot be taken back.");
    dialog.setCancelable(true);
    dialog.setConfirmText("Revoke");
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(event -> revoke(setting));
    dialog.open();
  }

  private void revoke(Setting setting) {
    try {
      keys.revoke(account, setting.key().name(), user);
      Toasts.good("Revoked. It is refused from now on.");
    } catch (KeyRefusedException e) {
      Toasts.bad(String.valueOf(e.getMessage()));
    }
    show();
  }

  private static ApiKey key(Setting setting) {
    return (ApiKey) setting.value();
  }
}
