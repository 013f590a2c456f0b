package org.trueopen.ingest.journal;

/**
 * What a journal holds.
 *
 * @param index counts up by one from record to record
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record JournalRecord(long index, byte[] payload) {}
