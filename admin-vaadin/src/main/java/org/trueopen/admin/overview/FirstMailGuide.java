package org.trueopen.admin.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import org.trueopen.admin.ui.Html;

/** What a new account sees instead of empty charts: how to send the first mail. */
final class FirstMailGuide extends Div {

  private static final String COMMAND =
      """
      curl -s INGEST/v1/messages \\
        -H "Authorization: Bearer $API_KEY" \\
        -H "Content-Type: application/json" \\
        -d '{"from": "News <news@DOMAIN>",
             "to": ["you@example.net"],
             "subject": "First light",
             "html": "<p>Hello, <a href=\\"https://example.org\\">read on</a>.</p>"}'""";

  /**
   * @param ingest where ingest is reached, without a path
   * @param domain the sending domain
   */
  FirstMailGuide(String ingest, String domain) {
    addClassNames("panel", "guide");
    add(
        Html.drawing("no-signal"),
        new H2("No mail yet"),
        new Paragraph(
            "Hand TrueOpen a mail and it hands back the same mail with a pixel and tracked links,"
                + " ready to be sent. This page fills by itself as soon as it has seen one."),
        new Pre(COMMAND.replace("INGEST", ingest).replace("DOMAIN", domain)),
        Html.text(
            "quiet",
            "API_KEY is the key made at the first start. Open the pixel's address of the answer in"
                + " a browser to see the first open arrive here."));
  }
}
