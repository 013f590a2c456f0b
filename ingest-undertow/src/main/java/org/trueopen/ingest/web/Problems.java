package org.trueopen.ingest.web;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with the values of a request, so that a caller hears of all at once. */
public final class Problems {

  private static final int SHOWN = 5;
  private static final int SHOWN_CHARS = 80;

  private final List<String> problems = new ArrayList<>();

  /** As {@code to[1]: expected an address, found "bad"}. */
  public void add(String name, String expected, String found) {
    problems.add("%s: expected %s, found %s".formatted(name, expected, found));
  }

  /** Like {@link #add}, with what was found in quotes and cut short. */
  public void addQuoted(String name, String expected, String found) {
    add(name, expected, '"' + cut(found) + '"');
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /**
   * Throws if there is any problem.
   *
   * @param code of the error
   */
  public void finish(String code) throws RequestException {
    if (problems.isEmpty()) {
      return;
    }
    String shown = problems.stream().limit(SHOWN).collect(Collectors.joining("; "));
    int more = problems.size() - SHOWN;
    throw new RequestException(
        StatusCodes.UNPROCESSABLE_ENTITY,
        code,
        more > 0 ? shown + "; and " + more + " more" : shown);
  }

  /** A stranger's text at a length fit to be shown, without what would break a line. */
  public static String cut(String text) {
    String shown = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
