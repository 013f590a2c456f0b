package org.trueopen.replay;

import java.nio.file.Path;

/**
 * What a run that judges the topics anew is told, and what it tells. Lives in a temporary folder,
 * between two processes of one build; nothing of it is kept.
 */
public record ReclassifyFiles(Path folder) {

  /** {@link RecordFile} of the rules to judge by, as in topic {@code settings}. */
  public Path settings() {
    return folder.resolve("settings");
  }

  /** Which records to read, as the text of a {@code TopicExtent}. */
  public Path extent() {
    return folder.resolve("extent");
  }

  /**
   * Whom to leave out: a line {@code ACCOUNT KEY MILLISECONDS} for each, the key as an unsigned
   * number, the time in epoch milliseconds: what was sent to them until then.
   */
  public Path erased() {
    return folder.resolve("erased");
  }

  /** A line {@code NAME NUMBER} for each count; there once the run has come to its end. */
  public Path counts() {
    return folder.resolve("counts");
  }
}
