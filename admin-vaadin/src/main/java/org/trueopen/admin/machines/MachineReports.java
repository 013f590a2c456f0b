package org.trueopen.admin.machines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.trueopen.admin.machines.Machines.ByClass;
import org.trueopen.admin.machines.Machines.ByDomain;
import org.trueopen.admin.machines.Machines.ByNetwork;
import org.trueopen.admin.machines.Machines.Correction;
import org.trueopen.admin.machines.Machines.Profile;
import org.trueopen.admin.machines.Machines.Sample;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.JudgedHit.Reason;
import org.trueopen.admin.report.StoredRow;
import org.trueopen.admin.report.StoredRows;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;

/** What the pages about machines read. */
@Component
class MachineReports {

  static final int SAMPLES = 25;
  static final int CORRECTIONS = 200;
  static final int PROFILES = 500;

  private final StoredRows rows;

  MachineReports(StoredRows rows) {
    this.rows = rows;
  }

  /** Hits by class, reloads left out, the most first. */
  List<ByClass> byClass(AccountId account, Window window) {
    Map<String, Object> parameters = span(window);
    parameters.putAll(Filter.NONE.parameters());
    parameters.put("zone", "UTC");
    parameters.put("by", "");
    Map<String, ByClass> classes = new LinkedHashMap<>();
    for (StoredRow row : rows.ask(account, "report_verdicts", parameters)) {
      if (!row.text("place_among_hits").equals("RELOAD")) {
        String verdict = row.text("verdict_class");
        boolean click = row.text("hit_kind").equals("CLICK");
        long hits = row.number("found");
        ByClass found =
            new ByClass(verdict, VerdictWords.group(verdict), click ? 0 : hits, click ? hits : 0);
        classes.merge(
            verdict,
            found,
            (one, other) ->
                new ByClass(
                    verdict,
                    one.group(),
                    one.opens() + other.opens(),
                    one.clicks() + other.clicks()));
      }
    }
    List<ByClass> sorted = new ArrayList<>(classes.values());
    sorted.sort(Comparator.comparing(ByClass::hits).reversed());
    return sorted;
  }

  List<ByNetwork> byNetwork(AccountId account, Window window) {
    return rows.ask(account, "machine_networks", span(window)).stream()
        .map(
            row ->
                new ByNetwork(
                    row.text("network"),
                    row.number("hits"),
                    row.number("clicks"),
                    row.number("deliveries"),
                    row.texts("classes"),
                    row.time("last_at"),
                    row.text("sample")))
        .toList();
  }

  List<ByDomain> byDomain(AccountId account, Window window) {
    return rows.ask(account, "machine_recipient_domains", span(window)).stream()
        .map(
            row ->
                new ByDomain(
                    row.text("domain"),
                    row.number("sent"),
                    row.number("deliveries"),
                    row.number("hits"),
                    row.number("clicks"),
                    row.text("sample")))
        .toList();
  }

  /** The latest hits of machines; each list is empty for all. */
  List<Sample> samples(
      AccountId account,
      Window window,
      List<String> verdicts,
      List<String> networks,
      List<String> recipientDomains) {
    Map<String, Object> parameters = span(window);
    parameters.put("verdicts", verdicts);
    parameters.put("networks", networks);
    parameters.put("recipient_domains", recipientDomains);
    parameters.put("limit", SAMPLES);
    return rows.ask(account, "machine_samples", parameters).stream()
        .map(
            row ->
                new Sample(
                    row.time("hit_at"),
                    row.text("delivery_id"),
                    row.text("recipient"),
                    row.text("hit_kind").equals("CLICK"),
                    row.text("hit_network"),
                    row.text("client_family"),
                    row.text("verdict_class"),
                    row.number("confidence_percent"),
                    new Reason(row.text("strongest_rule"), row.text("strongest_evidence"))))
        .toList();
  }

  /** The scanned ones first. */
  List<Profile> profiles(AccountId account) {
    return rows.ask(account, "domain_profiles", Map.of("limit", PROFILES)).stream()
        .map(
            row ->
                new Profile(
                    row.text("recipient_domain"),
                    row.time("week"),
                    row.number("recipients"),
                    row.number("scanned"),
                    row.number("early"),
                    row.texts("delays").stream().map(Long::valueOf).toList(),
                    row.flag("is_scanned"),
                    row.number("within_seconds")))
        .toList();
  }

  List<Correction> corrections(AccountId account, Window window) {
    Map<String, Object> parameters = span(window);
    parameters.putAll(StoredRows.firstPage(CORRECTIONS));
    return rows.ask(account, "corrections_log", parameters).stream()
        .map(
            row ->
                new Correction(
                    row.time("corrected_at"),
                    row.time("hit_at"),
                    row.text("delivery_id"),
                    row.text("recipient"),
                    row.text("hit_kind").equals("CLICK"),
                    row.text("verdict_from"),
                    row.text("verdict_to"),
                    row.text("rule")))
        .toList();
  }

  private static Map<String, Object> span(Window window) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("from", window.from());
    parameters.put("to", window.to());
    return parameters;
  }
}
