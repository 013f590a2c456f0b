package org.trueopen.admin.privacy;

import java.util.List;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.report.ReportsUnavailableException;

/** What is kept how long; asked of the tables, so that it is true whatever was configured. */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class RetentionReport {

  private final StoreRetention store;

  RetentionReport(StoreRetention store) {
    this.store = store;
  }

  /** Empty if the store does not answer. */
  public Optional<List<StoreRetention.Kept>> kept() {
    try {
      return Optional.of(store.kept());
    } catch (ReportsUnavailableException e) {
      return Optional.empty();
    }
  }
}
