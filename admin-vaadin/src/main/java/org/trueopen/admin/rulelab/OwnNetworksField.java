package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.ui.Html;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Rules;

/** The account's own networks: those that hold, and those that are tried in their place. */
final class OwnNetworksField extends Div {

  /** As a URL has them, too. */
  private static final String BETWEEN = "[\\s,]+";

  private final TextArea field = new TextArea("Own networks");
  private final Div now = Html.text("quiet", "");
  private List<String> present = List.of();

  OwnNetworksField(Runnable changed) {
    field.setId("own-networks");
    field.setPlaceholder("203.0.113.0/24");
    field.setMaxRows(8);
    field.addValueChangeListener(
        event -> {
          mark();
          if (event.isFromClient()) {
            changed.run();
          }
        });
    addClassName("threshold");
    add(
        field,
        Html.block(
            "threshold-words",
            Html.text(
                "threshold-reason",
                "Networks and addresses of your own organisation, one a line. What comes from them is"
                    + " own traffic and in no rate, except in mail to your own domain."),
            now));
  }

  /** What holds, and what is tried in its place; null to try what holds. */
  void show(List<String> holds, @Nullable String tried) {
    present = holds;
    field.setValue(String.join("\n", tried == null ? holds : parse(tried)));
    now.setText("Holds: " + TriedWords.networks(holds) + '.');
    mark();
  }

  /** What is tried, if it is allowed and differs from what holds; else null. */
  @Nullable List<String> tried() {
    List<String> value = parse(field.getValue());
    return value.equals(present) || !isAllowed() ? null : value;
  }

  /** Whether what stands in the field can be tried, or is what holds. */
  boolean isAllowed() {
    return problems().isEmpty();
  }

  boolean matches(String search) {
    return "own networks".contains(search);
  }

  private static List<String> parse(String text) {
    return Arrays.stream(text.strip().split(BETWEEN, -1))
        .filter(network -> !network.isEmpty())
        .distinct()
        .toList();
  }

  private List<String> problems() {
    return Rules.problems(new RuleSettings(Map.of(), parse(field.getValue())));
  }

  private void mark() {
    List<String> problems = problems();
    field.setInvalid(!problems.isEmpty());
    field.setErrorMessage(
        problems.isEmpty() ? "" : problems.getFirst().replaceFirst("^ownNetworks: ", ""));
    setClassName("threshold-tried", tried() != null);
  }
}
