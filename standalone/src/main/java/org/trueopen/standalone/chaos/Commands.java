package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Calls the system's own programs, for what Java cannot do. */
final class Commands {

  private Commands() {}

  /**
   * Runs a command to its end.
   *
   * @throws IOException if it cannot be run or fails; the message says what it printed
   */
  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "\"%s\" ended with status %d: %s".formatted(String.join(" ", command), status, printed));
    }
  }
}
