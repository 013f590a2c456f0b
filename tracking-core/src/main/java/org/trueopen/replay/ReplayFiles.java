package org.trueopen.replay;

import java.nio.file.Path;

/**
 * A history made ready for the engagement job: the records that its topics would hold, and the
 * truth where it is known. Lives in a temporary folder, between two processes of one build; nothing
 * of it is kept.
 */
public record ReplayFiles(Path folder) {

  /** {@link RecordFile} of deliveries and statuses, as in topic {@code deliveries}. */
  public Path deliveries() {
    return folder.resolve("deliveries");
  }

  /** {@link RecordFile} of hits, as in topic {@code hits}. */
  public Path hits() {
    return folder.resolve("hits");
  }

  /** {@link RecordFile} of rules, as in topic {@code settings}; there may be none. */
  public Path settings() {
    return folder.resolve("settings");
  }

  /** {@link RecordFile} of {@link Truth}s. */
  public Path truths() {
    return folder.resolve("truths");
  }
}
