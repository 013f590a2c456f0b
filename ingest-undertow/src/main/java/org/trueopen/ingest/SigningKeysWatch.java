package org.trueopen.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKeys;

/**
 * Reads the signing keys again when their file has changed, so that a rotation needs no restart. A
 * file that cannot be used leaves the keys in force that were.
 */
final class SigningKeysWatch implements AutoCloseable {

  /** {@code rotate-key} tells people that a new key is known after so long. */
  static final Duration EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeysWatch.class);

  private final Path path;
  private final SigningKeys keys;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("signing-keys").factory());
  private List<String> lines;
  private String problem = "";

  private SigningKeysWatch(SigningKeysFile file) {
    this.path = file.path();
    this.keys = new SigningKeys(file.ring());
    this.lines = file.lines();
  }

  /** Looks at the file so often, on a thread of its own. */
  static SigningKeysWatch start(SigningKeysFile file, Duration every) {
    SigningKeysWatch watch = new SigningKeysWatch(file);
    ScheduledFuture<?> _ =
        watch.thread.scheduleWithFixedDelay(
            watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** The keys in force. */
  SigningKeys keys() {
    return keys;
  }

  /** The whole file is compared, not its time: it is small, and times can be the same. */
  private void look() {
    try {
      List<String> found = Files.readAllLines(path);
      if (!found.equals(lines)) {
        KeyRing ring = KeyRing.parse(found);
        keys.replace(ring);
        lines = found;
        LOG.info("The signing keys were read again: {}", ring);
      }
      problem = "";
    } catch (NoSuchFileException e) {
      warnOnce("it is gone");
    } catch (IOException | IllegalArgumentException e) {
      // Neither message quotes the file.
      warnOnce(String.valueOf(e.getMessage()));
    }
  }

  private void warnOnce(String found) {
    if (!found.equals(problem)) {
      problem = found;
      LOG.warn("The signing keys stay as they were; {} cannot be used: {}", path, found);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
