package org.trueopen.job.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

class StateFilesTest {

  /** How builds have kept files, the last one as it is now. */
  private enum Kept {
    AS_BY_DEFAULT,
    WITH_PARTS_OF_FILTERS,
    NOW
  }

  private static final int DELIVERIES = 20_000;

  @TempDir Path folder;

  private final Random random = new Random(1);
  private final Map<String, String> written = new HashMap<>();

  @BeforeAll
  static void load() {
    RocksDB.loadLibrary();
  }

  /** As when a job goes on from a checkpoint of an older build, or an older build from ours. */
  @Test
  void filesThatWereKeptOtherwiseAreReadAndWrittenOn() throws Exception {
    for (Kept kept :
        List.of(
            Kept.AS_BY_DEFAULT,
            Kept.WITH_PARTS_OF_FILTERS,
            Kept.NOW,
            Kept.AS_BY_DEFAULT,
            Kept.NOW,
            Kept.WITH_PARTS_OF_FILTERS)) {
      try (Options options = options(kept);
          RocksDB files = RocksDB.open(options, folder.toString())) {
        for (int checkpoint = 0; checkpoint < 30; checkpoint++) {
          write(files, 500);
        }
        for (Map.Entry<String, String> each : written.entrySet()) {
          byte[] found = files.get(each.getKey().getBytes(US_ASCII));
          assertThat(found).asString(US_ASCII).isEqualTo(each.getValue());
        }
      }
    }
  }

  @Test
  void smallCheckpointsDoNotRewriteALargeState() throws Exception {
    try (Options options = options(Kept.NOW);
        Statistics statistics = new Statistics()) {
      options.setStatistics(statistics);
      try (RocksDB files = RocksDB.open(options, folder.toString())) {
        write(files, 10 * DELIVERIES);
        long large = files.getLongProperty("rocksdb.total-sst-files-size");

        for (int checkpoint = 0; checkpoint < 40; checkpoint++) {
          write(files, 20);
        }

        // So many files cannot lie side by side: some were merged, but not all again and again.
        assertThat(statistics.getTickerCount(TickerType.COMPACT_WRITE_BYTES))
            .isPositive()
            .isLessThan(large);
      }
    }
  }

  private static Options options(Kept kept) {
    ColumnFamilyOptions columns = new ColumnFamilyOptions();
    BlockBasedTableConfig table = new BlockBasedTableConfig().setFilterPolicy(new BloomFilter());
    switch (kept) {
      case AS_BY_DEFAULT -> {}
      case WITH_PARTS_OF_FILTERS ->
          columns
              .setTableFormatConfig(
                  table.setIndexType(IndexType.kTwoLevelIndexSearch).setPartitionFilters(true))
              .setCompressionType(CompressionType.SNAPPY_COMPRESSION)
              .setCompactionStyle(CompactionStyle.UNIVERSAL);
      case NOW ->
          new StateFiles()
              .createColumnOptions(
                  columns
                      .setTableFormatConfig(table)
                      .setCompressionType(CompressionType.LZ4_COMPRESSION),
                  new ArrayList<>());
    }
    return new Options(new DBOptions().setCreateIfMissing(true), columns)
        .setMaxBytesForLevelBase(1 << 20)
        .setTargetFileSizeBase(1 << 18);
  }

  /** What a checkpoint leaves: one file of random keys. */
  private void write(RocksDB files, int count) throws RocksDBException {
    for (int i = 0; i < count; i++) {
      String key = "delivery" + random.nextInt(DELIVERIES);
      String value = key + random.nextLong() + "x".repeat(80);
      files.put(key.getBytes(US_ASCII), value.getBytes(US_ASCII));
      written.put(key, value);
    }
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      files.flush(flush);
    }
  }
}
