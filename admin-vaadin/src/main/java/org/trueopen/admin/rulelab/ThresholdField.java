package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.ui.Html;
import org.trueopen.verdict.Threshold;

/** One threshold with what holds, what is tried, and why the default is what it is. */
final class ThresholdField extends Div {

  private final Threshold threshold;
  private final IntegerField field;
  private final Div now = Html.text("quiet", "");
  private int present;

  ThresholdField(Threshold threshold, Runnable changed) {
    this.threshold = threshold;
    this.present = threshold.defaultValue();
    field = new IntegerField(ThresholdWords.name(threshold));
    field.setId("threshold-" + threshold.text());
    field.setMin(threshold.min());
    field.setMax(threshold.max());
    field.setStepButtonsVisible(true);
    field.setSuffixComponent(new Span(ThresholdWords.unit(threshold)));
    field.setI18n(
        new IntegerField.IntegerFieldI18n()
            .setMinErrorMessage("At least " + threshold.min())
            .setMaxErrorMessage("At most " + threshold.max())
            .setBadInputErrorMessage("A whole number"));
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
            Html.text("threshold-reason", threshold.reason()),
            Html.text("quiet", "Source: " + threshold.source()),
            now));
  }

  Threshold threshold() {
    return threshold;
  }

  /** What holds, and what is tried in its place; null to try what holds. */
  void show(int holds, @Nullable Integer tried) {
    present = holds;
    field.setValue(tried == null ? holds : tried);
    String text = "Holds: " + ThresholdWords.value(threshold, holds);
    now.setText(
        holds == threshold.defaultValue()
            ? text + ", the default."
            : text
                + "; the default is "
                + ThresholdWords.value(threshold, threshold.defaultValue())
                + '.');
    mark();
  }

  /** What is tried, if it is allowed and differs from what holds; else null. */
  @Nullable Integer tried() {
    Integer value = field.getValue();
    return value == null || value == present || !threshold.allows(value) ? null : value;
  }

  /** Whether what stands in the field can be tried, or is what holds. */
  boolean isAllowed() {
    Integer value = field.getValue();
    return value != null && threshold.allows(value);
  }

  boolean matches(String search) {
    return (ThresholdWords.name(threshold) + threshold.text() + threshold.reason())
        .toLowerCase(Locale.ROOT)
        .contains(search);
  }

  private void mark() {
    setClassName("threshold-tried", tried() != null);
  }
}
