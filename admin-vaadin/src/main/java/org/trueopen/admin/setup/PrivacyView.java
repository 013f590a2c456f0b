package org.trueopen.admin.setup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trueopen.admin.privacy.OptOutDesk;
import org.trueopen.admin.privacy.RecipientErasure;
import org.trueopen.admin.privacy.RetentionReport;
import org.trueopen.admin.privacy.StoreRetention;
import org.trueopen.admin.settings.PolicySettings;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;

/** Config Setup: what protects recipients. */
@Route("config/privacy")
@PageTitle("Privacy | Config Setup | TrueOpen")
@RolesAllowed("ADMIN")
final class PrivacyView extends SetupPage implements BeforeEnterObserver {

  private static final Map<String, String> TABLES =
      Map.of(
          "domain_profiles", "What was learned of recipients' domains",
          "hits", "Hits: network, country, client, verdict",
          "late_hits", "Hits that came too late to be judged",
          "corrections", "Corrections of verdicts",
          "deliveries", "Deliveries: recipient, subject, decision",
          "delivery_statuses", "What became of mail",
          "engagement", "Engagement of each delivery",
          "settings_changes", "Changes of settings (the audit)",
          "dead_letters", "Records that could not be read");

  private final transient RetentionReport retention;
  private final PrivacySwitches switches;
  private final OptOutPanel optOuts;
  private final Div kept = Html.block("kept");

  PrivacyView(
      PolicySettings settings,
      OptOutDesk desk,
      RecipientErasure erasure,
      RetentionReport retention,
      AuthenticationContext authentication) {
    this.retention = retention;
    String user = authentication.getPrincipalName().orElse("");
    switches = new PrivacySwitches(settings, user);
    optOuts = new OptOutPanel(desk, user);
    Div columns =
        Html.block(
            "columns",
            optOuts,
            Html.panel(
                "How long it is kept",
                Html.text(
                    "quiet",
                    "Asked of the tables themselves. Set STORE_KEEP_HITS_DAYS and its like for the"
                        + " migrator, or standalone, and restart it. Totals name nobody and stay."),
                kept),
            new ErasePanel(erasure, user));
    add(switches, columns);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    switches.refresh(Viewer.of(event.getUI()));
    optOuts.refresh(Viewer.of(event.getUI()));
    showKept();
  }

  private void showKept() {
    kept.removeAll();
    Optional<List<StoreRetention.Kept>> found = retention.kept();
    if (found.isEmpty()) {
      kept.add(Html.text("quiet", StoreDownNotice.WORDS));
      return;
    }
    for (StoreRetention.Kept table : found.get()) {
      kept.add(
          row(
              TABLES.getOrDefault(table.table(), table.table()),
              table.days() == 0 ? "for ever" : table.days() + " days"));
    }
    kept.add(row("Kafka: full client addresses", "7 to 8 days, unless the topics were changed"));
  }

  private static Div row(String what, String howLong) {
    return Html.block("kept-row", new Span(what), Html.inline("number", howLong));
  }
}
