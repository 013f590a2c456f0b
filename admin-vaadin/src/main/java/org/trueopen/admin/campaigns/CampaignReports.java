package org.trueopen.admin.campaigns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.StoredRow;
import org.trueopen.admin.report.StoredRows;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;

/** What the pages about campaigns read. */
@Component
public class CampaignReports {

  static final int CLICKS = 200;

  /** As many campaigns are listed; the query says so too. */
  static final int MOST = 5000;

  private static final int MOST_KNOWN = 200;
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private final StoredRows rows;
  private final Reports reports;

  /** What whoever looks at the same page sees, until the pulse says that it may have changed. */
  private final Cache<Asked, Known> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build();

  private record Asked(AccountId account, Window window, String name) {}

  private record Known(List<Long> pulse, CampaignReport report) {}

  CampaignReports(StoredRows rows, Reports reports) {
    this.rows = rows;
    this.reports = reports;
  }

  /**
   * Those with mail sent in the window, last sent first.
   *
   * @param search part of a name; empty for all
   */
  List<Campaign> list(AccountId account, Window window, String search) {
    return rows
        .ask(
            account,
            "campaign_list",
            Map.of("from", window.from(), "to", window.to(), "search", search))
        .stream()
        .map(
            row ->
                new Campaign(
                    row.text("name"),
                    row.time("first_sent"),
                    row.time("last_sent"),
                    Totals.of(row)))
        .toList();
  }

  /** Everything of one; all zeros for a name that sent nothing in the window. */
  public CampaignReport report(AccountId account, Window window, String name) {
    Asked asked = new Asked(account, window, name);
    List<Long> pulse = pulse(account, window, List.of(name));
    Known last = known.getIfPresent(asked);
    if (last != null && last.pulse().equals(pulse)) {
      return last.report();
    }
    CampaignReport report = read(account, window, name);
    known.put(asked, new Known(pulse, report));
    return report;
  }

  private CampaignReport read(AccountId account, Window window, String name) {
    Filter filter = Filter.campaign(name);
    Bar[] ages = new Bar[Ages.count()];
    Arrays.fill(ages, Bar.EMPTY);
    Long[] firstOpens = new Long[Ages.count()];
    Arrays.fill(firstOpens, 0L);
    for (StoredRow row :
        rows.ask(
            account,
            "campaign_timeline",
            Map.of("from", window.from(), "to", window.to(), "campaign", name))) {
      int age = Ages.of(row.number("age_seconds"));
      ages[age] = new Bar(row.number("people"), row.number("unknowable"), row.number("machines"));
      firstOpens[age] = row.number("first_opens");
    }
    return new CampaignReport(
        name,
        reports.totals(account, window.from(), window.to(), filter),
        reports.exclusions(account, window.from(), window.to(), filter),
        List.of(ages),
        List.of(firstOpens),
        heat(account, window, filter),
        links(account, window, filter));
  }

  private List<List<Long>> heat(AccountId account, Window window, Filter filter) {
    List<List<Long>> days = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      days.add(new ArrayList<>(Collections.nCopies(24, 0L)));
    }
    for (StoredRow row : rows.ask(account, "report_heatmap", parameters(window, filter))) {
      days.get((int) row.number("weekday") - 1)
          .set((int) row.number("hour_of_day"), row.number("opens"));
    }
    return days.stream().map(List::copyOf).toList();
  }

  private List<CampaignReport.Link> links(AccountId account, Window window, Filter filter) {
    Map<String, Object> parameters = parameters(window, filter);
    parameters.put("by", "");
    return rows.ask(account, "report_links", parameters).stream()
        .map(
            row ->
                new CampaignReport.Link(
                    row.text("url"),
                    row.number("clicks"),
                    row.number("clickers"),
                    row.number("forward_clicks"),
                    row.number("unknowable_clicks"),
                    row.number("machine_clicks")))
        .toList();
  }

  /** Who followed a link and when, the latest first; not more than {@value #CLICKS}. */
  List<LinkClick> clicks(AccountId account, Window window, String campaign, String url) {
    Map<String, Object> parameters = parameters(window, Filter.campaign(campaign));
    parameters.put("url", url);
    parameters.putAll(StoredRows.firstPage(CLICKS));
    return rows.ask(account, "link_clicks", parameters).stream()
        .map(
            row ->
                new LinkClick(
                    row.time("clicked_at"),
                    row.text("delivery_id"),
                    row.text("recipient"),
                    row.text("client_family"),
                    row.text("verdict_class"),
                    row.text("place_among_hits")))
        .toList();
  }

  /** Differs from an earlier one as soon as a campaign's page may look different. */
  List<Long> pulse(AccountId account, Window window, List<String> campaigns) {
    return reports.pulse(account, window, campaigns);
  }

  private static Map<String, Object> parameters(Window window, Filter filter) {
    Map<String, Object> parameters = new HashMap<>(filter.parameters());
    parameters.put("from", window.from());
    parameters.put("to", window.to());
    parameters.put("zone", zone(window.zone()));
    return parameters;
  }

  /** As the store knows it, which has places and UTC, and no bare offsets. */
  private static String zone(ZoneId zone) {
    return zone instanceof ZoneOffset ? "UTC" : zone.getId();
  }
}
