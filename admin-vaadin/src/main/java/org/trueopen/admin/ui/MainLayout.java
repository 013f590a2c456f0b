package org.trueopen.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.trueopen.admin.report.GenerationWords;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.store.generation.Generation;

/** The frame around every view: where one can go, and who one is. */
@Layout
@PermitAll
public final class MainLayout extends AppLayout implements AfterNavigationObserver {

  /**
   * Toggles what is shown now, and keeps the choice in this browser; {@link ColorSchemeScript}
   * reads it back before anything is drawn.
   */
  private static final String TOGGLE_SCHEME =
      """
      const root = document.documentElement;
      const shown = root.style.colorScheme === 'dark' || (root.style.colorScheme !== 'light'
          && matchMedia('(prefers-color-scheme: dark)').matches) ? 'dark' : 'light';
      const wanted = shown === 'dark' ? 'light' : 'dark';
      root.style.colorScheme = wanted;
      root.setAttribute('theme', wanted);
      localStorage.setItem('trueopen.color-scheme', wanted);
      """;

  private final transient AuthenticationContext authentication;
  private final transient Reports reports;
  private final Chip generation = new Chip(Chip.Kind.WARN, "");

  MainLayout(AuthenticationContext authentication, Reports reports) {
    this.authentication = authentication;
    this.reports = reports;
    generation.addClassName("shown-generation");
    generation.setVisible(false);
    setPrimarySection(Section.DRAWER);
    Div brand = Html.block("brand", Html.drawing("opened"), new Span("TrueOpen"));
    addToDrawer(brand, generation, Html.block("nav-scroller", navigation()), footer());
    Div mobileBrand = Html.block("brand", Html.drawing("opened"), new Span("TrueOpen"));
    addToNavbar(true, Html.block("topbar", new DrawerToggle(), mobileBrand));
  }

  /** Every page says so if its figures are not what the running job writes. */
  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    Optional<Generation> shown;
    try {
      shown = reports.generation();
    } catch (ReportsUnavailableException e) {
      shown = Optional.empty(); // the page itself says that there is no answer
    }
    shown.ifPresent(of -> generation.setText(GenerationWords.brief(of)));
    generation.setVisible(shown.isPresent());
  }

  private SideNav navigation() {
    SideNav navigation = new SideNav();
    navigation.getElement().setAttribute("aria-label", "Main");
    SideNavItem messages = new SideNavItem("Messages", "messages", VaadinIcon.ENVELOPE_O.create());
    messages.setMatchNested(true);
    navigation.addItem(
        new SideNavItem("Overview", "", VaadinIcon.CHART.create()),
        nested("Campaigns", "campaigns", VaadinIcon.BULLSEYE),
        messages,
        nested("Machines", "machines", VaadinIcon.CUBES));
    if (authentication.hasAnyRole("ADMIN", "ANALYST")) {
      navigation.addItem(new SideNavItem("Rule lab", "rules", VaadinIcon.FLASK.create()));
    }
    if (authentication.hasRole("ADMIN")) {
      SideNavItem setup = new SideNavItem("Config Setup", "config", VaadinIcon.COG_O.create());
      setup.setMatchNested(true);
      navigation.addItem(
          setup,
          new SideNavItem("Audit", "audit", VaadinIcon.CLIPBOARD_TEXT.create()),
          new SideNavItem("Users", "users", VaadinIcon.USERS.create()),
          new SideNavItem("System", "system", VaadinIcon.SERVER.create()));
    }
    return navigation;
  }

  private static SideNavItem nested(String label, String path, VaadinIcon icon) {
    SideNavItem item = new SideNavItem(label, path, icon.create());
    item.setMatchNested(true);
    return item;
  }

  private Div footer() {
    Button scheme = new Button(VaadinIcon.ADJUST.create());
    scheme.addThemeVariants(ButtonVariant.TERTIARY);
    scheme.setAriaLabel("Switch between light and dark");
    scheme.setTooltipText("Switch between light and dark");
    scheme.addClickListener(event -> UI.getCurrent().getPage().executeJs(TOGGLE_SCHEME));
    return Html.block("drawer-footer", userMenu(), scheme);
  }

  private MenuBar userMenu() {
    String name = authentication.getPrincipalName().orElse("");
    MenuBar menu = new MenuBar();
    menu.addThemeVariants(MenuBarVariant.TERTIARY);
    menu.addClassName("user-menu");
    Avatar avatar = new Avatar(name);
    avatar.getElement().setAttribute("aria-hidden", "true");
    MenuItem user = menu.addItem(avatar);
    user.add(Html.inline("user-name", name));
    user.setAriaLabel("User menu of " + name);
    // Who comes by single sign-on has none here.
    if (authentication
        .getAuthenticatedUser(Object.class)
        .filter(OidcUser.class::isInstance)
        .isEmpty()) {
      user.getSubMenu().addItem("Password", event -> UI.getCurrent().navigate("password"));
    }
    user.getSubMenu().addItem("Log out", event -> authentication.logout());
    return menu;
  }
}
