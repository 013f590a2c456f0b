package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.trueopen.benchmarks.BenchException;

/**
 * A server that answers the pixel.
 *
 * @param answerBytes how long its answer is, head and body
 */
record Server(Variant variant, int port, Process process, int answerBytes) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Waits until a new server answers the pixel, and checks that it is the pixel.
   *
   * @param log what to read if it does not
   */
  static Server await(
      Variant variant, int port, Process process, PixelRequests requests, Path log) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (PixelClient client = new PixelClient(InetAddress.getLoopbackAddress(), port)) {
        return new Server(variant, port, process, client.ask(requests.get(0)));
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
          throw new BenchException(
              variant.title + " does not answer the pixel (" + e.getMessage() + "); see " + log, e);
        }
        Pause.millis(100);
      }
    }
  }

  long cpuMicros() {
    return ProcStat.cpuMicros(process.toHandle());
  }

  long compilerMicros() {
    return ProcStat.compilerMicros(process.toHandle());
  }

  long residentBytes() {
    return ProcStat.residentBytes(process.toHandle());
  }
}
