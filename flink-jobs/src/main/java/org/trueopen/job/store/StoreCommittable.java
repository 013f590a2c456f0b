package org.trueopen.job.store;

import java.util.UUID;

/**
 * One insert, prepared and not yet carried out: part of the checkpoint. It names its columns, so
 * that one prepared by an older version still fits.
 *
 * @param table with its database
 * @param columns in the order of the row's values
 * @param token by which ClickHouse knows a repetition of this very insert. Drawn at random when the
 *     insert is prepared and kept with it: a repeated commit carries the same token, and no other
 *     insert, of this job or of one started afresh, ever does
 * @param rowBinary the rows in format RowBinary; never written to again
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are passed on; a copy would cost
record StoreCommittable(String table, String columns, int rows, UUID token, byte[] rowBinary) {

  /** The same insert into the table of that name of another database. */
  StoreCommittable into(String database) {
    return new StoreCommittable(
        database + table.substring(table.indexOf('.')), columns, rows, token, rowBinary);
  }

  @Override
  public String toString() {
    return "%d rows (%d bytes) of %s under token %s"
        .formatted(rows, rowBinary.length, table, token);
  }
}
