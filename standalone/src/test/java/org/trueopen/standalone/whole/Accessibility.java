package org.trueopen.standalone.whole;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What axe finds, in lines that can be acted upon. */
final class Accessibility {

  /** Vaadin's client has asked all it wants to know, so that lists have their rows. */
  private static final String AT_REST =
      """
      () => {
        const clients = Object.values(window.Vaadin?.Flow?.clients ?? {}).filter(c => c.isActive);
        return clients.length > 0 && clients.every(c => !c.isActive());
      }
      """;

  private Accessibility() {}

  /** Serious and critical faults of the page as it stands, in light and in dark. */
  static List<String> faults(Page page) {
    page.waitForFunction(AT_REST);
    List<String> faults = new ArrayList<>(faults(new AxeBuilder(page), ColorScheme.LIGHT));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    // Only colours differ; the other rules have been asked.
    AxeBuilder colours = new AxeBuilder(page).withRules(List.of("color-contrast"));
    faults.addAll(faults(colours, ColorScheme.DARK));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    return faults;
  }

  private static List<String> faults(AxeBuilder axe, ColorScheme scheme) {
    return axe.analyze().getViolations().stream()
        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
        .map(rule -> scheme + " " + words(rule))
        .toList();
  }

  private static String words(Rule violation) {
    return violation.getId()
        + ": "
        + violation.getHelp()
        + " at "
        + violation.getNodes().stream()
            .map(CheckedNode::getHtml)
            .limit(3)
            .collect(Collectors.joining(" and "));
  }
}
