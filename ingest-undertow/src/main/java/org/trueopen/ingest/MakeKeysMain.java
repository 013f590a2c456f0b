package org.trueopen.ingest;

import java.io.IOException;
import java.nio.file.Path;
import org.trueopen.token.KeyFiles;

/**
 * Makes the secrets that are missing in a folder: {@code signing-keys}, {@code hash-key} and the
 * first {@code api-key}. For container set-ups; standalone does the same by itself.
 */
public final class MakeKeysMain {

  private MakeKeysMain() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("expected one argument, the folder of the keys; found " + args.length);
      System.exit(2);
    }
    Path folder = Path.of(args[0]);
    KeyFiles.ensureSigningKeys(folder.resolve("signing-keys"));
    KeyFiles.ensureHashKey(folder.resolve("hash-key"));
    KeyFiles.ensureApiKey(folder.resolve("api-key"));
  }
}
