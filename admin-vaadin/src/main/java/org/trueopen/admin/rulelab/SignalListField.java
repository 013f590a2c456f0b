package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Words;
import org.trueopen.verdict.SignalEntry;

/** One signal list with its names, each of which can be left out. */
final class SignalListField extends Div {

  private final String file;
  private final Checkbox all;
  private final Map<String, Checkbox> names = new LinkedHashMap<>();

  /**
   * @param switched hears what the user switches: the list's or a name's, and whether it is on
   */
  SignalListField(String file, List<SignalEntry> entries, BiConsumer<String, Boolean> switched) {
    this.file = file;
    this.all = box(file, file, switched);
    addClassName("signal-list");
    Map<String, List<SignalEntry>> byName =
        entries.stream()
            .collect(
                Collectors.groupingBy(SignalEntry::name, LinkedHashMap::new, Collectors.toList()));
    Div inside = Html.block("signal-names");
    byName.forEach(
        (name, of) -> {
          Checkbox box = box(name, file + '-' + name, switched);
          names.put(name, box);
          inside.add(Html.block("signal-name", box, Html.text("quiet", says(of))));
        });
    add(
        all,
        Html.text("quiet", size(entries) + ", looked at " + oldest(entries)),
        new NativeDetails(Words.count(byName.size(), "name"), inside));
  }

  private static Checkbox box(String name, String id, BiConsumer<String, Boolean> switched) {
    Checkbox box = new Checkbox(name, true);
    box.setId("on-" + id.replace('.', '-'));
    box.addValueChangeListener(
        event -> {
          if (event.isFromClient()) {
            switched.accept(name, event.getValue());
          }
        });
    return box;
  }

  /** {@code Security scanner, 80 to 85 %, 9 lines. Source: ...}. */
  private static String says(List<SignalEntry> entries) {
    int least = entries.stream().mapToInt(SignalEntry::certainty).min().orElse(0);
    int most = entries.stream().mapToInt(SignalEntry::certainty).max().orElse(0);
    return "%s, %s %%, %s. Source: %s"
        .formatted(
            joined(entries.stream().map(each -> ListEntryWords.verdict(each.verdict())).toList()),
            least == most ? Integer.toString(most) : least + " to " + most,
            size(entries),
            joined(entries.stream().map(SignalEntry::source).toList()));
  }

  private static String joined(List<String> words) {
    return words.stream().distinct().collect(Collectors.joining("; "));
  }

  private static String size(List<SignalEntry> entries) {
    return Words.count(entries.stream().mapToInt(SignalEntry::entries).sum(), "line");
  }

  private static LocalDate oldest(List<SignalEntry> entries) {
    return entries.stream()
        .map(SignalEntry::date)
        .min(Comparator.naturalOrder())
        .orElse(LocalDate.EPOCH);
  }

  /**
   * @param off names of lists, and of entries, that are left out
   */
  void show(Set<String> off) {
    all.setValue(!off.contains(file));
    names.forEach((name, box) -> box.setValue(!off.contains(name)));
  }

  /** A name stands in more than one list, and is left out of all or none. */
  void show(String name, boolean on) {
    Checkbox box = names.get(name);
    if (box != null) {
      box.setValue(on);
    }
  }

  /** What is left out. */
  Set<String> off() {
    Set<String> off = new TreeSet<>();
    if (!all.getValue()) {
      off.add(file);
    }
    names.forEach(
        (name, box) -> {
          if (!box.getValue()) {
            off.add(name);
          }
        });
    return off;
  }
}
