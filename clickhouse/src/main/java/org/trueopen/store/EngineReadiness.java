package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Asks over HTTP whether a ClickHouse, embedded or not, is ready to be used. */
public final class EngineReadiness {
  private static final int TIMEOUT_MILLIS = 2000;

  private EngineReadiness() {}

  /** True if it answers {@code /ping} and this user's {@code SELECT 1}, each within 2 s. */
  public static boolean ready(StoreConfig config) {
    return "Ok.".equals(get(config, "/ping")) && "1".equals(get(config, "/?query=SELECT%201"));
  }

  private static String get(StoreConfig config, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(config.url() + path).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("X-ClickHouse-User", config.user());
      connection.setRequestProperty("X-ClickHouse-Key", config.password());
      // An idle connection left open would delay the engine's stop.
      connection.setRequestProperty("Connection", "close");
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return "";
    }
  }

  /** Waits for a starting process, and not a moment longer than it lives. */
  record Deadline(Process process, Duration timeout, Path log, long startNanos) {

    Deadline(Process process, Duration timeout, Path log) {
      this(process, timeout, log, System.nanoTime());
    }

    /** Tries every 20 ms, a small part of the second that a start takes. */
    void await(Condition condition) throws IOException, InterruptedException {
      while (!condition.holds()) {
        if (!process.isAlive()) {
          throw new IOException(
              "ClickHouse engine ended with status " + process.exitValue() + "; see " + log);
        }
        if (System.nanoTime() - startNanos > timeout.toNanos()) {
          throw new IOException(
              "ClickHouse engine not ready after " + timeout.toSeconds() + " s; see " + log);
        }
        Thread.sleep(20);
      }
    }
  }

  /** Something that becomes true while a process starts. */
  interface Condition {
    boolean holds() throws IOException;
  }
}
