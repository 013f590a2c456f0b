package org.trueopen.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.domain.DomainCheck;
import org.trueopen.admin.domain.DomainChecks;
import org.trueopen.admin.domain.DomainState;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.CopyField;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.HostName;
import org.trueopen.settings.Level;

/** The sending domains: what to publish for each, and what DNS says. */
final class DomainsPanel extends Div {

  private final transient DomainChecks checks;
  private final String user;
  private final TextField name = new TextField("Sending domain");
  private final TextField host = new TextField("Its tracking host, if it is to have one");
  private final Div list = Html.block("domain-list");
  private final Notice problem = new Notice(Notice.Kind.ERROR);
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);

  DomainsPanel(DomainChecks checks, String user) {
    this.checks = checks;
    this.user = user;
    addClassNames("panel", "domains");
    name.setId("domain-name");
    name.setPlaceholder("acme.example");
    host.setId("domain-host");
    host.setPlaceholder("links.acme.example");
    Button add = new Button("Add or change", event -> save());
    add.setId("domain-save");
    add(
        new H2("Sending domains"),
        Html.text(
            "quiet",
            "A domain is validated by a TXT record. A tracking host of its own, by a CNAME, makes its"
                + " links trackable and hurts deliverability far less than a shared one."),
        problem,
        list,
        Html.block("domain-add", name, host, add));
  }

  void refresh(Viewer newViewer) {
    viewer = newViewer;
    show();
  }

  private void show() {
    list.removeAll();
    List<DomainState> domains = checks.list();
    if (domains.isEmpty()) {
      list.add(Html.text("empty", "No sending domain yet. Add the first one below."));
    }
    domains.forEach(domain -> list.add(card(domain)));
  }

  private Div card(DomainState state) {
    DomainPolicy policy = state.policy();
    Div chips = Html.block("chips", new H3(state.domain()));
    chips.add(
        policy.validated()
            ? new Chip(Chip.Kind.ON, "Validated")
            : new Chip(Chip.Kind.WARN, "Not validated"));
    if (policy.hasTrackingHost()) {
      chips.add(new Chip(Chip.Kind.ON, "Tracking host verified"));
    } else if (!policy.trackingHost().isEmpty()) {
      chips.add(new Chip(Chip.Kind.WARN, "Tracking host not verified"));
    }
    Button check = new Button("Check now", event -> check(state));
    check.setAriaLabel("Check now: " + state.domain());
    check.setDisableOnClick(true);
    Div card = Html.block("domain", Html.block("panel-head", chips, check));
    if (state.lost()) {
      Notice lost = new Notice(Notice.Kind.WARNING);
      lost.say(lostWords(state));
      card.add(lost);
    }
    card.add(
        record("TXT", state.txtName(), state.txtValue()), hostPart(state), findings(state.check()));
    card.add(Html.text("quiet", changed(state)));
    return card;
  }

  private static Component record(String type, String name, String value) {
    return Html.block(
        "dns-record",
        new Chip(Chip.Kind.PLAIN, type),
        new CopyField("Name", name),
        new CopyField("Value", value));
  }

  private static Component hostPart(DomainState state) {
    String tracking = state.policy().trackingHost();
    boolean own =
        !tracking.isEmpty() && !HostName.withoutPort(tracking).equals(state.trackingTarget());
    return own && !state.trackingTarget().isEmpty()
        ? record("CNAME", HostName.withoutPort(tracking), state.trackingTarget())
        : Html.text(
            "quiet",
            tracking.isEmpty()
                ? "No tracking host: opens go over the shared host, links are not tracked."
                : "Tracking host: "
                    + tracking
                    + ", the shared one; nothing needs to be published.");
  }

  private Component findings(@Nullable DomainCheck check) {
    if (check == null) {
      return Html.text("quiet", "Not checked since the admin was started.");
    }
    Div findings = Html.block("findings");
    for (DomainCheck.Finding finding : List.of(check.txt(), check.host())) {
      findings.add(
          Html.block(
              "finding",
              new Chip(kind(finding.result()), word(finding.result())),
              Html.inline("finding-words", finding.words())));
    }
    findings.add(Html.text("quiet", "Checked " + viewer.full(check.at())));
    return findings;
  }

  private static Chip.Kind kind(DomainCheck.Result result) {
    return switch (result) {
      case RIGHT -> Chip.Kind.ON;
      case MISSING, WRONG -> Chip.Kind.BAD;
      case UNKNOWN -> Chip.Kind.WARN;
      case NOT_ASKED -> Chip.Kind.PLAIN;
    };
  }

  private static String word(DomainCheck.Result result) {
    return switch (result) {
      case RIGHT -> "Found";
      case MISSING -> "Missing";
      case WRONG -> "Another";
      case UNKNOWN -> "No answer";
      case NOT_ASKED -> "Not needed";
    };
  }

  private static String lostWords(DomainState state) {
    boolean valid = state.policy().validated() || state.policy().hasTrackingHost();
    return valid
        ? "A record of this domain is no longer to be found. Publish it again: if it was confirmed by"
            + " DNS before and stays away, new mail stops using it. Links of mail already sent go on"
            + " working."
        : "This domain was valid and no longer is: its records are gone. New mail of it is not tracked;"
            + " links of mail already sent go on working. Publish them again and check.";
  }

  private String changed(DomainState state) {
    Instant at = state.changedAt();
    return at == null
        ? ""
        : "Last changed by " + state.changedBy() + ", " + viewer.brief(at, Instant.now());
  }

  private void check(DomainState state) {
    try {
      problem.hush();
      checks.check(state.domain(), user);
    } catch (ChangedMeanwhileException e) {
      problem.say("Somebody changed the domain while it was checked. Look at it and check again.");
    }
    show();
  }

  private void save() {
    String domain = LevelNames.parse(Level.DOMAIN, name.getValue()).orElse("");
    String wanted = host.getValue().strip().toLowerCase(Locale.ROOT);
    boolean hostIsName =
        wanted.isEmpty() || wanted.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d{1,5})?");
    name.setInvalid(domain.isEmpty());
    name.setErrorMessage("A domain, as acme.example");
    host.setInvalid(!hostIsName);
    host.setErrorMessage("A host name, as links.acme.example, or nothing");
    if (domain.isEmpty() || !hostIsName) {
      return;
    }
    try {
      problem.hush();
      checks.save(checks.state(domain), wanted, user);
      name.clear();
      host.clear();
      Toasts.good("Publish the records of " + domain + " at its DNS provider, then check.");
    } catch (ChangedMeanwhileException e) {
      problem.say("Somebody else changed the domain meanwhile. Look at it and try again.");
    }
    show();
  }
}
