package org.trueopen.store.backup;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.trueopen.store.Migration;

/**
 * Which migrations a database has, or this build knows.
 *
 * @param sha256 over the checksums of all of them, one a line
 */
record Schema(int version, String sha256) {

  static Schema of(StoreSession store) throws IOException, InterruptedException {
    List<String> applied =
        store.rows("SELECT sha256 FROM trueopen.schema_migrations FINAL ORDER BY version").stream()
            .map(row -> row[0])
            .toList();
    return of(applied);
  }

  /** This build's, up to a version it has. */
  static Schema ofBuild(int version) {
    return of(Migration.all().stream().limit(version).map(Migration::checksum).toList());
  }

  private static Schema of(List<String> checksums) {
    return new Schema(
        checksums.size(), Migration.sha256(checksums.stream().collect(Collectors.joining("\n"))));
  }
}
