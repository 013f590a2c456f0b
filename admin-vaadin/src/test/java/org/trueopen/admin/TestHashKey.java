package org.trueopen.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.trueopen.token.KeyFiles;

/** A file with a secret for keyed hashes, as ingest makes one. */
public final class TestHashKey {

  private static final String FILE = make();

  private TestHashKey() {}

  public static String file() {
    return FILE;
  }

  private static String make() {
    try {
      Path folder = Files.createTempDirectory("trueopen-admin-test-");
      Path file = folder.resolve("hash-key");
      KeyFiles.ensureHashKey(file);
      file.toFile().deleteOnExit();
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
