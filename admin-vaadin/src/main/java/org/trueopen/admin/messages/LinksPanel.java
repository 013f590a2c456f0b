package org.trueopen.admin.messages;

import com.vaadin.flow.component.html.Div;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Words;
import org.trueopen.instrument.DocumentLink;

/** The tracked links, each with its clicks by people and by machines. */
final class LinksPanel extends Div {

  LinksPanel(DeliveryReport report) {
    Div panel = Html.panel("Links");
    if (report.links().isEmpty()) {
      panel.add(Html.text("quiet", "No tracked links in this mail."));
    }
    for (int link = 0; link < report.links().size(); link++) {
      panel.add(row(report, link));
    }
    add(panel);
  }

  private static Div row(DeliveryReport report, int link) {
    String url = report.links().get(link);
    long people = clicks(report, link, "people");
    long machines = clicks(report, link, "machines");
    Div address = Html.text("link-url", shown(url));
    address.getElement().setAttribute("title", url);
    Div counts =
        Html.text(
            "quiet",
            Words.count(people, "click")
                + " by people"
                + (machines == 0 ? "" : ", " + Words.number(machines) + " by machines")
                + (link == report.unsubscribeLink() ? " - unsubscribes" : ""));
    Div about = Html.block("link-name", counts);
    if (DocumentLink.is(url)) {
      about.add(new Chip(Chip.Kind.PLAIN, "Document"));
    }
    Div row = Html.block("link", address, about);
    row.setClassName("link-clicked", people > 0);
    return row;
  }

  private static long clicks(DeliveryReport report, int link, String group) {
    return report.hits().stream()
        .filter(JudgedHit::isClick)
        .filter(hit -> hit.link() == link && !"RELOAD".equals(hit.place()))
        .filter(hit -> VerdictWords.group(hit.verdict()).equals(group))
        .count();
  }

  private static String shown(String url) {
    return url.replaceFirst("^https?://", "");
  }
}
