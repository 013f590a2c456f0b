package org.trueopen.standalone.part;

import org.jspecify.annotations.Nullable;

/** The product could not be started; the message is for a person. */
public final class StartException extends Exception {

  StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
