package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Words;
import org.trueopen.verdict.SignalEntry;

/** The lists that come with this version, each entry with its source, date, scope and age. */
final class SignalsPanel extends Div {

  /** As the job warns by default. */
  private static final long STALE_AFTER_DAYS = 180;

  private static final Map<String, String> TITLES =
      Map.of(
          "user-agents.tsv", "User agents that say who is asking",
          "networks.tsv", "Networks whose hits say something",
          "apple-private-relay.txt", "Apple's relay",
          "clouds.txt", "Clouds and hosters");

  private static final Map<String, String> SAYS =
      Map.of(
          "-", "backs up others",
          "cloud-network", "doubt: a cloud",
          "hosting-network", "some doubt: a hoster");

  SignalsPanel(List<SignalEntry> entries, LocalDate today) {
    addClassName("figures");
    long stale = entries.stream().filter(entry -> age(entry, today) > STALE_AFTER_DAYS).count();
    if (stale > 0) {
      Notice notice = new Notice(Notice.Kind.WARNING);
      notice.say(
          Words.number(stale)
              + (stale == 1 ? " entry was" : " entries were")
              + " last looked at more than "
              + STALE_AFTER_DAYS
              + " days ago. A newer version of TrueOpen may have newer lists.");
      add(notice);
    }
    Map<String, List<SignalEntry>> files =
        entries.stream()
            .collect(
                Collectors.groupingBy(SignalEntry::file, LinkedHashMap::new, Collectors.toList()));
    files.forEach((file, of) -> add(list(file, of, today)));
    add(
        Html.text(
            "quiet",
            "These lists come with this version. A job that was pointed at a folder of its own lists"
                + " reads those instead."));
  }

  private static Div list(String file, List<SignalEntry> entries, LocalDate today) {
    Div panel = new Div();
    panel.addClassName("panel");
    int lines = entries.stream().mapToInt(SignalEntry::entries).sum();
    panel.add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2(TITLES.getOrDefault(file, file)),
                Html.text("quiet", file + ", " + Words.count(lines, "line"))),
            Html.block(
                "panel-actions",
                new CsvLink(file).to(file.replaceFirst("\\.[a-z]+$", ""), () -> csv(entries)))));
    PlainTable table =
        new PlainTable(
            "Name", "Says", "Speaks of", "#Sure", "#Lines", "Looked at", "#Age", "Source");
    for (SignalEntry entry : entries) {
      NativeTableRow row =
          table.row(
              Html.inline("cell-strong", entry.name()),
              says(entry.verdict()),
              entry.scope(),
              entry.certainty() + " %",
              Words.number(entry.entries()),
              entry.date().toString());
      long age = age(entry, today);
      Span days =
          Html.inline(age > STALE_AFTER_DAYS ? "stale-age" : "age", Words.count(age, "day"));
      table.cell(row).add(days);
      table.cell(row).add(Html.inline("cell-note", entry.source()));
    }
    panel.add(Html.block("table-scroller", table));
    return panel;
  }

  private static String says(String verdict) {
    String other = SAYS.get(verdict);
    return other == null ? VerdictWords.verdict(verdict) : other;
  }

  private static Csv csv(List<SignalEntry> entries) {
    Csv csv = new Csv("name", "says", "speaks_of", "certainty", "lines", "looked_at", "source");
    for (SignalEntry each : entries) {
      csv.row(
          each.name(),
          each.verdict(),
          each.scope(),
          each.certainty() / 100.0,
          each.entries(),
          each.date(),
          each.source());
    }
    return csv;
  }

  private static long age(SignalEntry entry, LocalDate today) {
    return Math.max(0, ChronoUnit.DAYS.between(entry.date(), today));
  }
}
