package org.trueopen.ingest.journal;

/** Hears what became of a record; exactly one of the two is called, on the journal's thread. */
public interface Appended {

  /**
   * The record survives a crash from now on.
   *
   * @param index its number; {@link JournalReader#read} gives it back with the record
   */
  void written(long index);

  /**
   * The record is not kept.
   *
   * @param why in words for a log or a health page
   */
  void refused(String why);
}
