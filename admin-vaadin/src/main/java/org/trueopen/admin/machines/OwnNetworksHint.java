package org.trueopen.admin.machines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.net.URLEncoder;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Rules;

/**
 * For who may change that: the account has named no networks of its own. In the generated mail of a
 * small office that was most of what was wrong.
 */
final class OwnNetworksHint extends Div {

  /**
   * @param address whence the page is read: most likely from the office whose network is missing
   */
  OwnNetworksHint(String address) {
    addClassNames("notice", "notice-info");
    add(
        VaadinIcon.INFO_CIRCLE_O.create(),
        new Span(
            new Span(
                "You have named no networks of your own, so what your people open or click in the mail they sent counts"
                    + " as a reader's. "),
            Rules.ownNetworkOf(address)
                .map(
                    here ->
                        new Anchor(
                            "rules?ownNetworks=" + URLEncoder.encode(here, UTF_8),
                            "Try " + here + ", from where you read this, in the rule lab"))
                .orElseGet(() -> new Anchor("rules", "Name them in the rule lab"))));
  }

  static boolean isNeeded(RuleSettings rules) {
    return rules.ownNetworks().isEmpty();
  }
}
