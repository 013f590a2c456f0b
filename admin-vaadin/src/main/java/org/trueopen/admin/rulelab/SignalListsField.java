package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.verdict.ListChecks;
import org.trueopen.verdict.SignalEntry;

/** The signal lists: what is switched off or added, and what is tried in place of that. */
final class SignalListsField extends Div {

  private final transient Runnable changed;
  private final List<SignalListField> lists = new ArrayList<>();
  private final UnorderedList added = new UnorderedList();
  private final Notice notice = new Notice(Notice.Kind.WARNING);
  private final List<ListEntry> entries = new ArrayList<>();
  private transient ListChanges present = ListChanges.NONE;

  SignalListsField(Supplier<LocalDate> today, Runnable changed) {
    this.changed = changed;
    Map<String, List<SignalEntry>> files =
        SignalEntry.bundled().stream()
            .collect(
                Collectors.groupingBy(SignalEntry::file, LinkedHashMap::new, Collectors.toList()));
    files.forEach((file, of) -> lists.add(new SignalListField(file, of, this::switched)));
    addClassNames("panel", "signal-lists");
    added.addClassName("list-entries");
    add(
        Html.block("panel-head", new H2("Signal lists")),
        Html.text(
            "quiet",
            "Whoever asks is looked up here first. A list, or one name in it, can be left out, and entries of your own"
                + " added: they go before those of the lists, networks where they are as narrow or narrower."));
    lists.forEach(this::add);
    add(added, notice, new ListEntryForm(today, this::append));
  }

  /**
   * @param holds what holds
   * @param off names that are tried off, with commas between; null for those that hold
   * @param more entries that are tried, as {@link ListEntry#text}, a line each; null likewise. What
   *     is wrong is left out
   */
  void show(ListChanges holds, @Nullable String off, @Nullable String more) {
    present = holds;
    Set<String> names = off == null ? holds.off() : Set.copyOf(Arrays.asList(off.split(",", -1)));
    lists.forEach(list -> list.show(names));
    entries.clear();
    if (more == null) {
      entries.addAll(holds.entries());
    } else {
      more.lines()
          .flatMap(line -> ListEntry.parse(line).stream())
          .filter(entry -> ListChecks.problems(entry).isEmpty())
          .distinct()
          .limit(ListChecks.MAX_ENTRIES)
          .forEach(entries::add);
    }
    notice.hush();
    showEntries();
  }

  /** What is tried, if it differs from what holds; else null. */
  @Nullable ListChanges tried() {
    Set<String> off = new TreeSet<>();
    lists.forEach(list -> off.addAll(list.off()));
    ListChanges tried = new ListChanges(off, entries);
    return tried.equals(present) ? null : tried;
  }

  private void switched(String name, boolean on) {
    lists.forEach(list -> list.show(name, on));
    changed.run();
  }

  private void append(ListEntry entry) {
    if (entries.contains(entry)) {
      notice.say("This entry is there already.");
      return;
    }
    if (entries.size() >= ListChecks.MAX_ENTRIES) {
      notice.say(
          "There are %d entries, which is all that an account may add. Put more into the files of the lists."
              .formatted(ListChecks.MAX_ENTRIES));
      return;
    }
    notice.hush();
    entries.add(entry);
    showEntries();
    changed.run();
  }

  private void showEntries() {
    added.removeAll();
    added.setVisible(!entries.isEmpty());
    entries.forEach(entry -> added.add(item(entry)));
  }

  private ListItem item(ListEntry entry) {
    Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());
    remove.addThemeVariants(ButtonVariant.TERTIARY);
    remove.setAriaLabel("Take out " + ListEntryWords.what(entry));
    remove.addClickListener(
        event -> {
          entries.remove(entry);
          showEntries();
          changed.run();
        });
    ListItem item = new ListItem();
    item.setClassName("threshold-tried", !present.entries().contains(entry));
    item.add(
        Html.block(
            "list-words",
            Html.text("cell-strong", ListEntryWords.what(entry)),
            Html.text("quiet", ListEntryWords.says(entry)),
            Html.text("quiet", "Source: " + entry.source() + ", " + entry.date())),
        remove);
    return item;
  }
}
