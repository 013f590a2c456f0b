package org.trueopen.admin.system;

import java.util.List;

/**
 * How one part is.
 *
 * @param words in a sentence, with what to do if something is wrong
 */
record PartHealth(String part, Level level, String words, List<Figure> figures) {

  /** How much it matters. */
  enum Level {
    GOOD,
    WARNING,
    BAD,
    NOT_CONFIGURED
  }

  /** A number worth watching. */
  record Figure(String name, String value, boolean warn) {}

  PartHealth {
    figures = List.copyOf(figures);
  }

  static PartHealth notConfigured(String part, String how) {
    return new PartHealth(part, Level.NOT_CONFIGURED, "Not configured: " + how, List.of());
  }

  static PartHealth down(String part, String words) {
    return new PartHealth(part, Level.BAD, words, List.of());
  }

  /** Good unless a figure warns. */
  static PartHealth of(String part, String good, String warning, List<Figure> figures) {
    boolean warn = figures.stream().anyMatch(Figure::warn);
    return new PartHealth(part, warn ? Level.WARNING : Level.GOOD, warn ? warning : good, figures);
  }
}
