package org.trueopen.standalone.process;

import java.io.IOException;
import java.time.Duration;

/** One child process of the product. */
public interface Part {

  /** Short, as in logs and {@code status}. */
  String name();

  /** Prepares a start and says how; called before every start, also after a crash. */
  ProcessBuilder command() throws IOException;

  /** Whether it does its work; asked again and again, so it answers within seconds. */
  boolean isReady();

  /** Asks the process to stop; it is killed if it has not within {@link #stopTimeout}. */
  default void askToStop(Process process) {
    process.destroy();
  }

  default Duration stopTimeout() {
    return Duration.ofSeconds(30);
  }
}
