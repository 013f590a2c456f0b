package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;

/** A plain text with tracked links, and what can be asked of it. */
record InstrumentedText(String source, TextTemplate template, String text) {

  static InstrumentedText of(String source) {
    TextTemplate template = TextTemplate.parse(source, Instrumented.RULES);
    return new InstrumentedText(source, template, template.render(Copy.full(template.links()), 0));
  }

  List<String> destinations() {
    return Instrumented.destinations(text);
  }

  /** Everything a sender may rely on, whatever the text looks like. */
  void check() {
    assertThat(template.render(Copy.untracked(), 0))
        .as("an untracked copy")
        .isEqualTo(Instrumented.withOptOut(source, false));
    assertThat(destinations()).isEqualTo(template.links());
    Instrumented.assertOnlyAddressesDiffer(source, text, UnaryOperator.identity());
  }
}
