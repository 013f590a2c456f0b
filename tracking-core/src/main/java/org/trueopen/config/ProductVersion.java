package org.trueopen.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which TrueOpen this is, as Maven wrote it down when it was built. */
public final class ProductVersion {

  private ProductVersion() {}

  /** As {@code 1.2.0 (1a2b3c4d5e6f)}; without the commit if it was built outside of a checkout. */
  public static String text() {
    Properties built = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
      built.load(Objects.requireNonNull(in, "version.properties is part of the build"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text(built.getProperty("version", ""), built.getProperty("commit", ""));
  }

  static String text(String version, String commit) {
    return commit.isBlank() ? version : version + " (" + commit.strip() + ')';
  }
}
