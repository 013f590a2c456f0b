package org.trueopen.ingest;

import java.nio.file.Path;
import java.util.List;
import org.trueopen.token.KeyRing;

/** The file of signing keys as it was read. */
public final class SigningKeysFile {

  private final Path path;
  private final List<String> lines;
  private final KeyRing ring;

  /**
   * @throws IllegalArgumentException if the lines are no keys; the message is without secrets
   */
  public SigningKeysFile(Path path, List<String> lines) {
    this.path = path;
    this.lines = List.copyOf(lines);
    this.ring = KeyRing.parse(lines);
  }

  Path path() {
    return path;
  }

  List<String> lines() {
    return lines;
  }

  KeyRing ring() {
    return ring;
  }

  @Override
  public String toString() {
    return path + " with " + ring;
  }
}
