package org.trueopen.admin.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.html.Anchor;
import java.net.URLEncoder;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.trueopen.admin.report.Window;

/** A link to the rows behind a chart or table, as CSV. */
public final class CsvLink extends Anchor {

  /**
   * @param what is downloaded, for who cannot see where the link stands
   */
  public CsvLink(String what) {
    setText("CSV");
    addClassName("take-away");
    getElement().setAttribute("download", true);
    getElement().setAttribute("router-ignore", true);
    getElement().setAttribute("aria-label", "Download \"" + what + "\" as CSV");
  }

  /**
   * Leads to a table that the page itself holds.
   *
   * @param name of the table, {@code users}
   */
  public CsvLink to(String name, Supplier<Csv> table) {
    setHref(Csv.download("trueopen-" + name + ".csv", table));
    return this;
  }

  /**
   * Leads to a table that the report store answers.
   *
   * @param table as the export calls it: {@code report} or {@code messages}
   * @param parameters names and values in turn; those with an empty value are left out
   */
  public CsvLink to(String table, Window window, List<String> parameters) {
    StringBuilder url =
        new StringBuilder("export/")
            .append(table)
            .append(".csv?from=")
            .append(window.from())
            .append("&to=")
            .append(window.to())
            .append("&zone=")
            .append(encoded(window.zone() instanceof ZoneOffset ? "UTC" : window.zone().getId()));
    for (int i = 0; i + 1 < parameters.size(); i += 2) {
      if (!parameters.get(i + 1).isEmpty()) {
        url.append('&')
            .append(parameters.get(i))
            .append('=')
            .append(encoded(parameters.get(i + 1)));
      }
    }
    setHref(url.toString());
    return this;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
