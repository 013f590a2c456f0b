package org.trueopen.admin.config;

import java.util.List;

/** The environment is not usable; the message holds one line for each problem. */
public final class BadConfigException extends RuntimeException {

  public BadConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
