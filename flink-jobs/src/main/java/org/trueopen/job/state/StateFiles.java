package org.trueopen.job.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;

/**
 * How RocksDB keeps the files of state.
 *
 * <p><b>Merging.</b> Each checkpoint leaves a small file of all that has changed since the one
 * before, of keys from everywhere. By default four of these are merged with the whole next level,
 * up to 256 MiB: with a checkpoint a second the state would be read and written again every four
 * seconds, and the more of it, the more a hit would cost. Universal compaction merges files with
 * others of their size, and the oldest only once twice as much has come after it; until then that
 * takes up to three times the room.
 *
 * <p><b>Reading.</b> Each hit reads some values that no cache holds. A young file's Bloom filter is
 * one block: in parts, as the index is, finding the part cost more than the filter. The oldest
 * files have none, as what is asked for is mostly there.
 *
 * <p>What is read must be unpacked: LZ4 does that faster than Snappy, which is Flink's default, and
 * packs as well. Left unpacked, state would cost a little less and take two and a half times the
 * room.
 */
public final class StateFiles implements RocksDBOptionsFactory {

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
    if (!(options.tableFormatConfig() instanceof BlockBasedTableConfig table)) {
      throw new IllegalStateException("Flink has set no Bloom filter");
    }
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    return options
        .setTableFormatConfig(table)
        .setOptimizeFiltersForHits(true)
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setLevel0FileNumCompactionTrigger(RUNS);
  }
}
