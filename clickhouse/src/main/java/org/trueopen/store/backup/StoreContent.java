package org.trueopen.store.backup;

import java.util.List;

/**
 * What a backup holds of the store.
 *
 * @param schemaVersion number of the last migration that had been applied
 * @param schemaSha256 over the checksums of all of them, so that an edited one is noticed
 * @param files in no order
 */
public record StoreContent(int schemaVersion, String schemaSha256, List<TableFile> files) {

  public StoreContent {
    files = List.copyOf(files);
  }

  /** Of all tables. */
  public long rows() {
    return files.stream().mapToLong(TableFile::rows).sum();
  }
}
