package org.trueopen.admin.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may stand in the list of hosts whose links are never tracked. */
public final class ExcludedHosts {

  private static final int MOST = 10_000;

  /** A name in any script, or an IPv6 address in brackets. */
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}._-]{1,253}|\\[[0-9a-f:.]{2,45}]");

  private ExcludedHosts() {}

  /**
   * What is wrong with a list, in words; empty if nothing is.
   *
   * @param hosts in lower case
   */
  public static Optional<String> problem(List<String> hosts) {
    if (hosts.size() > MOST) {
      return Optional.of("expected at most " + MOST + " hosts, found " + hosts.size());
    }
    @Nullable String wrong =
        hosts.stream().filter(host -> !HOST.matcher(host).matches()).findFirst().orElse(null);
    return wrong == null
        ? Optional.empty()
        : Optional.of("expected host names without scheme, port or path; found " + shown(wrong));
  }

  private static String shown(String text) {
    return '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "...") + '"';
  }
}
