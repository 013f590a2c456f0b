package org.trueopen.ingest.journal;

/**
 * Hears what became of a record, on the journal's thread: it was written, and then it is readable;
 * or it was refused.
 */
public interface Appended {

  /**
   * The record survives a crash from now on. The reader does not see it yet.
   *
   * @param index its number; {@link JournalReader#read} gives it back with the record
   */
  void written(long index);

  /** The reader can see the record from now on, and may have read it already. */
  default void readable() {}

  /**
   * The record is not kept.
   *
   * @param why in words for a log or a health page
   */
  void refused(String why);
}
