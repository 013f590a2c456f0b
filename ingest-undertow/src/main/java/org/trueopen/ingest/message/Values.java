package org.trueopen.ingest.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.MailboxAddress;
import org.trueopen.ingest.web.Problems;

/** Checks the values that a mail may come with, by whichever way it comes. */
final class Values {

  static final int MAX_CAMPAIGN_CHARS = 128;
  static final int MAX_SUBJECT_CHARS = 998; // RFC 5322 section 2.1.1

  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  Optional<MailboxAddress> from(@Nullable String text) {
    if (text == null) {
      problems.add("from", "an address", "nothing");
      return Optional.empty();
    }
    return address("from", text);
  }

  List<MailboxAddress> recipients(@Nullable List<@Nullable String> to, int max) {
    if (to == null || to.isEmpty() || to.size() > max) {
      problems.add(
          "to", "1 to " + max + " addresses", Integer.toString(to == null ? 0 : to.size()));
      return List.of();
    }
    List<MailboxAddress> result = new ArrayList<>(to.size());
    for (int i = 0; i < to.size(); i++) {
      address("to[" + i + "]", Objects.requireNonNullElse(to.get(i), "")).ifPresent(result::add);
    }
    return result;
  }

  /** A line break in a display name would be one in a header. */
  private Optional<MailboxAddress> address(String name, String text) {
    Optional<MailboxAddress> address =
        hasControl(text) ? Optional.empty() : MailboxAddress.tryParse(text);
    if (address.isEmpty()) {
      problems.addQuoted(name, "an address", text);
    }
    return address;
  }

  /** A text of one line; empty for none. */
  String line(String name, @Nullable String text, int max) {
    if (text == null) {
      return "";
    }
    if (text.length() > max || hasControl(text)) {
      problems.add(
          name,
          "at most " + max + " characters without line breaks",
          text.length() + " characters" + (hasControl(text) ? " with a control character" : ""));
    }
    return unicode(name, text);
  }

  /** JSON can write half a surrogate pair, UTF-8 cannot. */
  String unicode(String name, @Nullable String text) {
    if (text == null) {
      return "";
    }
    if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      problems.add(name, "Unicode text", "half of a surrogate pair");
    }
    return text;
  }

  /** One of an enum's constants in lower case; the one for {@code inherit} if there is none. */
  <E extends Enum<E>> E choice(String name, @Nullable String text, E inherit) {
    if (text == null) {
      return inherit;
    }
    E[] all = inherit.getDeclaringClass().getEnumConstants();
    return find(all, text)
        .orElseGet(
            () -> {
              problems.addQuoted(name, words(all), text);
              return inherit;
            });
  }

  private static <E extends Enum<E>> Optional<E> find(E[] all, String text) {
    return Arrays.stream(all).filter(value -> word(value).equals(text)).findFirst();
  }

  /** As {@code on, off or inherit}. */
  private static <E extends Enum<E>> String words(E[] all) {
    String allButLast =
        Arrays.stream(all)
            .limit(all.length - 1L)
            .map(Values::word)
            .collect(Collectors.joining(", "));
    return allButLast + " or " + word(all[all.length - 1]);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
