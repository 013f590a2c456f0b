package org.trueopen.standalone.whole;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import java.util.stream.Collectors;

/** What axe finds, in a line that can be acted upon. */
final class Accessibility {

  private Accessibility() {}

  static String words(Rule violation) {
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
