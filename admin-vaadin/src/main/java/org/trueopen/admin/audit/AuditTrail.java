package org.trueopen.admin.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.id.AccountId;
import org.trueopen.log.AdminDeed;

/** All that was changed: settings, as the report store remembers, and deeds. */
@Service
@PreAuthorize("hasRole('ADMIN')")
class AuditTrail {

  private final SettingsHistory history;
  private final Deeds deeds;
  private final AccountId account;

  AuditTrail(SettingsHistory history, Deeds deeds, AccountId account) {
    this.history = history;
    this.deeds = deeds;
    this.account = account;
  }

  /**
   * What was found.
   *
   * @param settingsKnown false if the store did not answer: then these are the deeds alone
   * @param more whether there are more than was asked for
   */
  record Found(List<AuditEntry> entries, boolean settingsKnown, boolean more) {

    Found {
      entries = List.copyOf(entries);
    }
  }

  /** The latest first. */
  Found find(AuditFilter filter, int limit) {
    List<AuditEntry> entries = new ArrayList<>();
    for (AdminDeed deed : deeds.all()) {
      if (matches(deed, filter)) {
        entries.add(entry(deed));
      }
    }
    boolean settingsKnown = true;
    try {
      history
          .find(account, filter.from(), filter.to(), filter.what(), filter.search(), limit + 1)
          .forEach(row -> entries.add(entry(row)));
    } catch (ReportsUnavailableException e) {
      settingsKnown = false;
    }
    entries.sort(Comparator.comparing(AuditEntry::at).reversed());
    boolean more = entries.size() > limit;
    return new Found(more ? entries.subList(0, limit) : entries, settingsKnown, more);
  }

  private static boolean matches(AdminDeed deed, AuditFilter filter) {
    String search = filter.search().toLowerCase(Locale.ROOT);
    return !deed.at().isBefore(filter.from())
        && deed.at().isBefore(filter.to())
        && (filter.what().isEmpty() || filter.what().equals(deed.what()))
        && (deed.who().toLowerCase(Locale.ROOT).contains(search)
            || deed.subject().toLowerCase(Locale.ROOT).contains(search));
  }

  private static AuditEntry entry(AdminDeed deed) {
    List<AuditEntry.Change> changes =
        deed.before().isEmpty() && deed.after().isEmpty()
            ? List.of()
            : List.of(new AuditEntry.Change("", deed.before(), deed.after()));
    return new AuditEntry(deed.at(), deed.who(), deed.what(), deed.subject(), changes);
  }

  private static AuditEntry entry(SettingsHistory.Row row) {
    return new AuditEntry(
        row.at(),
        row.who(),
        row.what(),
        row.subject(),
        JsonChanges.between(row.before(), row.after()));
  }
}
