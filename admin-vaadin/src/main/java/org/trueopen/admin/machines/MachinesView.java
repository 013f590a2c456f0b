package org.trueopen.admin.machines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.id.AccountId;
import org.trueopen.verdict.SignalEntry;

/**
 * What was filtered, what was learned, what was corrected, and by which lists. Tab, range and whose
 * samples are shown stand in the URL. Read once when entered: nothing here is watched live.
 */
@Route("machines")
@PageTitle("Machines | TrueOpen")
@PermitAll
final class MachinesView extends Div implements BeforeEnterObserver {

  private static final String TAB = "tab";

  private final transient MachineReports reports;
  private final transient SettingsStore settings;
  private final transient AuthenticationContext authentication;
  private final transient AccountId account;
  private final transient Clock clock;
  private final RangePicker picker = new RangePicker(MachinesView.class);
  private final Nav tabs = new Nav();
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Div content = Html.block("figures");

  MachinesView(
      MachineReports reports,
      SettingsStore settings,
      AuthenticationContext authentication,
      AccountId account,
      Clock clock) {
    this.reports = reports;
    this.settings = settings;
    this.authentication = authentication;
    this.account = account;
    this.clock = clock;
    addClassName("page");
    tabs.addClassNames("tab-links");
    tabs.setAriaLabel("About machines");
    add(Html.block("page-head", new H1("Machines"), picker), tabs, notice, content);
  }

  /** The parts of the page. */
  private enum Tab {
    FILTERED("filtered", "Filtered"),
    DOMAINS("domains", "Learned domains"),
    CORRECTIONS("corrections", "Corrections"),
    SIGNALS("signals", "Signal lists");

    private final String code;
    private final String label;

    Tab(String code, String label) {
      this.code = code;
      this.label = label;
    }

    static Tab in(Location location) {
      String code = location.getQueryParameters().getSingleParameter(TAB).orElse("");
      for (Tab tab : values()) {
        if (tab.code.equals(code)) {
          return tab;
        }
      }
      return FILTERED;
    }
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Location location = event.getLocation();
    Tab tab = Tab.in(location);
    Range range = RangePicker.in(location);
    Viewer viewer = Viewer.of(event.getUI());
    picker.show(range, location.getQueryParameters());
    picker.setVisible(tab == Tab.FILTERED || tab == Tab.CORRECTIONS);
    showTabs(tab, location);
    Window window = range.endingAt(clock.instant(), ZoneOffset.UTC);
    content.removeAll();
    try {
      content.add(part(tab, range, window, viewer, location));
      notice.hush();
    } catch (ReportsUnavailableException e) {
      notice.say(StoreDownNotice.WORDS_ONCE);
    }
  }

  private List<Component> part(
      Tab tab, Range range, Window window, Viewer viewer, Location location) {
    return switch (tab) {
      case FILTERED -> filtered(range, window, viewer, location);
      case DOMAINS ->
          List.of(
              new ProfilesPanel(
                  csv("Learned domains", "domain-profiles", window),
                  reports.profiles(account),
                  viewer));
      case CORRECTIONS ->
          List.of(
              new CorrectionsPanel(
                  csv("Corrections", "corrections", window),
                  reports.corrections(account, window),
                  range,
                  viewer));
      case SIGNALS ->
          List.of(
              new SignalsPanel(
                  SignalEntry.bundled(), clock.instant().atZone(viewer.zone()).toLocalDate()));
    };
  }

  private List<Component> filtered(Range range, Window window, Viewer viewer, Location location) {
    Map<String, List<String>> chosen = location.getQueryParameters().getParameters();
    SamplesChoice choice = new SamplesChoice(location);
    List<Component> parts = new ArrayList<>();
    if (authentication.hasRole("ADMIN")
        && OwnNetworksHint.isNeeded(settings.view().rules(account))) {
      parts.add(new OwnNetworksHint(VaadinRequest.getCurrent().getRemoteAddr()));
    }
    parts.addAll(panels(range, window, viewer, chosen, choice));
    return parts;
  }

  private List<Component> panels(
      Range range,
      Window window,
      Viewer viewer,
      Map<String, List<String>> chosen,
      SamplesChoice choice) {
    return List.of(
        new ClassesPanel(
            csv("By class", "report", window, "report", "verdicts"),
            reports.byClass(account, window),
            range,
            choice),
        new NetworksPanel(
            csv("By network", "machine-networks", window),
            reports.byNetwork(account, window),
            choice,
            viewer),
        new RecipientDomainsPanel(
            csv("By recipient domain", "machine-recipient-domains", window),
            reports.byDomain(account, window),
            choice),
        new SamplesPanel(
            choice.csv(window),
            reports.samples(
                account,
                window,
                chosen.getOrDefault(SamplesChoice.CLASS, List.of()),
                chosen.getOrDefault(SamplesChoice.NETWORK, List.of()),
                chosen.getOrDefault(SamplesChoice.DOMAIN, List.of())),
            choice,
            viewer));
  }

  private static CsvLink csv(String what, String table, Window window, String... parameters) {
    return new CsvLink(what).to(table, window, List.of(parameters));
  }

  private void showTabs(Tab current, Location location) {
    tabs.removeAll();
    for (Tab tab : Tab.values()) {
      RouterLink link = new RouterLink(tab.label, MachinesView.class);
      link.setHighlightCondition((ignored, event) -> false);
      link.setQueryParameters(
          location
              .getQueryParameters()
              .excluding(SamplesChoice.CLASS, SamplesChoice.NETWORK, SamplesChoice.DOMAIN)
              .merging(TAB, tab.code));
      link.setClassName("current", tab == current);
      if (tab == current) {
        link.getElement().setAttribute("aria-current", "page");
      }
      tabs.add(link);
    }
  }
}
