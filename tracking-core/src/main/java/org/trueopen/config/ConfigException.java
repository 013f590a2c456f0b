package org.trueopen.config;

import java.util.List;

/** The environment cannot be used as configuration; the message has a line for every problem. */
public final class ConfigException extends RuntimeException {

  ConfigException(List<String> problems) {
    super("The configuration cannot be used:\n  " + String.join("\n  ", problems));
  }
}
