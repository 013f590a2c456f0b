package org.trueopen.log;

import org.jspecify.annotations.Nullable;
import org.trueopen.settings.Setting;

/** Somebody else changed the setting since it was read; nothing was written. */
public final class StaleSettingException extends Exception {

  private final transient @Nullable Setting current;

  StaleSettingException(long expectedVersion, @Nullable Setting current) {
    super(
        "expected version %d, found %d"
            .formatted(expectedVersion, current == null ? 0 : current.version()));
    this.current = current;
  }

  /** The setting as it now stands; null if it has none. */
  public @Nullable Setting current() {
    return current;
  }
}
