package org.trueopen.store.backup;

/**
 * One file of a backup: the rows of one partition of one table, in ClickHouse's format Native,
 * which names columns and types, compressed by zstd.
 *
 * @param table without its database
 * @param file name in the backup's folder
 * @param bytes of the file
 * @param sha256 of the file, lower-case hex
 */
public record TableFile(String table, String file, long rows, long bytes, String sha256) {}
