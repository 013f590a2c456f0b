package org.trueopen.admin.users;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.log.AdminUser;

/** The users of the admin. */
@Route("users")
@PageTitle("Users | TrueOpen")
@RolesAllowed("ADMIN")
final class UsersView extends Div implements BeforeEnterObserver {

  /** A change that may be refused. */
  @FunctionalInterface
  interface Change {
    void make() throws UserRefusedException;
  }

  private final transient UserAccounts accounts;
  private final String user;
  private final Grid<UserAccounts.Listed> grid = new Grid<>();
  private final Notice refused = new Notice(Notice.Kind.ERROR);
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);

  UsersView(UserAccounts accounts, AdminConfig config, AuthenticationContext authentication) {
    this.accounts = accounts;
    this.user = authentication.getPrincipalName().orElse("");
    addClassName("page");
    Button add = new Button("Add a user");
    add.setId("user-new");
    add.addThemeVariants(ButtonVariant.PRIMARY);
    add.addClickListener(event -> new UserDialog("Add a user", true, this::add, this::show).open());
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setAllRowsVisible(true);
    grid.addComponentColumn(this::nameCell).setHeader("User").setFlexGrow(2);
    grid.addComponentColumn(this::menuCell).setHeader("").setFlexGrow(0).setWidth("150px");
    add(
        Html.block(
            "page-head",
            new H1("Users"),
            Html.block("panel-actions", new CsvLink("Users").to("users", this::csv), add)),
        refused,
        Html.block("panel", grid),
        Html.text(
            "quiet",
            "Admins change everything. Analysts see every report. Viewers see reports and change"
                + " nothing. After "
                + LoginAttempts.ALLOWED
                + " wrong passwords in a row a name is locked for "
                + LoginAttempts.LOCKED_FOR.toMinutes()
                + " minutes."),
        Html.text(
            "quiet",
            config.oidc() == null
                ? "Single sign-on is not configured: set ADMIN_OIDC_ISSUER and its like, and restart."
                : "Single sign-on: "
                    + config.oidc().issuer()
                    + ". Those who come that way are not listed; their roles come from the claim "
                    + config.oidc().roleClaim()
                    + "."));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    viewer = Viewer.of(event.getUI());
    show();
  }

  private void show() {
    grid.setItems(accounts.list());
  }

  private Csv csv() {
    Csv csv = new Csv("name", "role", "disabled", "locked_until", "changed_by", "changed_at");
    for (UserAccounts.Listed each : accounts.list()) {
      csv.row(
          each.name(),
          each.role(),
          each.disabled(),
          each.lockedUntil() == null ? "" : each.lockedUntil(),
          each.changedBy(),
          each.changedAt());
    }
    return csv;
  }

  private void add(String name, String password, AdminUser.Role role) throws UserRefusedException {
    accounts.add(name, password, role, user);
  }

  private Component nameCell(UserAccounts.Listed listed) {
    Div chips =
        Html.block(
            "chips",
            Html.inline("row-name", listed.name()),
            new Chip(Chip.Kind.PLAIN, word(listed.role())));
    if (listed.disabled()) {
      chips.add(new Chip(Chip.Kind.OFF, "Disabled"));
    }
    Instant locked = listed.lockedUntil();
    if (locked != null) {
      chips.add(new Chip(Chip.Kind.WARN, "Locked until " + viewer.clock(locked)));
    }
    String changed =
        listed.changedBy().isEmpty()
            ? "Since " + viewer.brief(listed.changedAt(), Instant.now())
            : "Changed by "
                + listed.changedBy()
                + ", "
                + viewer.brief(listed.changedAt(), Instant.now());
    return Html.block("message-cell", chips, new Span(changed));
  }

  private Component menuCell(UserAccounts.Listed listed) {
    MenuBar menu = new MenuBar();
    menu.addThemeVariants(MenuBarVariant.TERTIARY);
    menu.getElement().setAttribute("aria-label", "Change " + listed.name());
    SubMenu change = menu.addItem("Change").getSubMenu();
    for (AdminUser.Role role : AdminUser.Role.values()) {
      if (role != listed.role()) {
        change.addItem(
            "Make " + word(role),
            event -> change(() -> accounts.setRole(listed.name(), role, user)));
      }
    }
    change.addItem("Set a new password", event -> askForPassword(listed));
    if (listed.lockedUntil() != null) {
      change.addItem("Unlock", event -> change(() -> accounts.unlock(listed.name())));
    }
    if (listed.disabled()) {
      change.addItem(
          "Enable", event -> change(() -> accounts.setDisabled(listed.name(), false, user)));
    } else {
      change.addItem("Disable", event -> askWhetherToDisable(listed));
    }
    return menu;
  }

  private void askForPassword(UserAccounts.Listed listed) {
    new UserDialog(
            "A new password for " + listed.name(),
            false,
            (name, password, role) -> accounts.setPassword(listed.name(), password, user),
            this::show)
        .open();
  }

  private void askWhetherToDisable(UserAccounts.Listed listed) {
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Disable " + listed.name() + "?");
    dialog.setText("They are logged out at once and cannot log in until somebody enables them.");
    dialog.setCancelable(true);
    dialog.setConfirmText("Disable");
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(
        event -> change(() -> accounts.setDisabled(listed.name(), true, user)));
    dialog.open();
  }

  private void change(Change change) {
    try {
      refused.hush();
      change.make();
    } catch (UserRefusedException e) {
      refused.say(String.valueOf(e.getMessage()));
    }
    show();
  }

  private static String word(AdminUser.Role role) {
    String name = role.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
