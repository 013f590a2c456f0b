package org.trueopen.settings;

import java.time.Instant;

/**
 * A setting as it stands.
 *
 * @param version 1 for the first value, one more with every change
 * @param changedBy the user's name, or {@code first start}
 */
public record Setting(
    SettingKey key, SettingValue value, long version, Instant changedAt, String changedBy) {

  public Setting {
    if (version < 1) {
      throw new IllegalArgumentException("setting version: expected 1 or more, found " + version);
    }
    if (!key.kind().holds(value)) {
      throw new IllegalArgumentException(
          "setting %s: expected a %s, found a %s"
              .formatted(
                  key.text(),
                  key.kind().valueType().getSimpleName(),
                  value.getClass().getSimpleName()));
    }
  }
}
