package org.trueopen.job.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;

/**
 * How RocksDB merges the files of state. Each checkpoint leaves a small one of all that has changed
 * since the one before, of keys from everywhere. By default four of these are merged with the whole
 * next level, up to 256 MiB: with a checkpoint a second the state would be read and written again
 * every four seconds, and the more of it, the more a hit would cost. Universal compaction merges
 * files with others of their size, and the oldest only once twice as much has come after it; until
 * then that takes up to three times the room.
 */
public final class FewerRewrites implements RocksDBOptionsFactory {

  /**
   * Files side by side before any are merged. A read asks each one's Bloom filter, in memory; with
   * four, as by default, merging cost several times as much. Well below the 20 at which RocksDB
   * slows writing down.
   */
  private static final int RUNS = 12;

  @Override
  public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> handles) {
    return options;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions options, Collection<AutoCloseable> handles) {
    return options
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setLevel0FileNumCompactionTrigger(RUNS);
  }
}
