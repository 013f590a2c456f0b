package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import org.trueopen.admin.ui.Html;

/** What the list shows instead of nothing: how mail gets a campaign. */
final class CampaignGuide extends Div {

  CampaignGuide() {
    addClassNames("panel", "guide");
    add(
        Html.drawing("no-signal"),
        new H2("No campaigns in this range"),
        new Paragraph(
            "A campaign is a name given with the mail, such as \"spring-sale\". All mail with the"
                + " same name is counted together here: open rate as a band, links, when it was"
                + " read, and by whom. Name it with the message, or over SMTP in a header:"),
        new Pre(
            """
            POST /v1/messages      "campaign": "spring-sale"
            SMTP                   X-TrueOpen-Campaign: spring-sale"""),
        Html.text(
            "quiet",
            "A longer range may have campaigns to show. Mail without a campaign is on Overview and"
                + " under Messages."));
  }
}
