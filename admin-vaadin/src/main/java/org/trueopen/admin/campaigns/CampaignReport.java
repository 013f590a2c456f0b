package org.trueopen.admin.campaigns;

import java.util.List;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.Exclusion;
import org.trueopen.admin.report.Totals;

/**
 * A campaign's page.
 *
 * @param ages hits by how long after sending they came, one for each of {@link Ages}
 * @param firstOpens deliveries first opened by people in each of them
 * @param heat times opened by people, by weekday from Monday and hour
 */
public record CampaignReport(
    String name,
    Totals totals,
    List<Exclusion> exclusions,
    List<Bar> ages,
    List<Long> firstOpens,
    List<List<Long>> heat,
    List<Link> links) {

  public CampaignReport {
    exclusions = List.copyOf(exclusions);
    ages = List.copyOf(ages);
    firstOpens = List.copyOf(firstOpens);
    heat = List.copyOf(heat);
    links = List.copyOf(links);
  }

  /**
   * A link of its mail.
   *
   * @param clicks times people followed it, forwards included
   * @param clickers deliveries whose recipient did
   * @param machines times machines did
   */
  public record Link(
      String url, long clicks, long clickers, long forwards, long unknowable, long machines) {}
}
