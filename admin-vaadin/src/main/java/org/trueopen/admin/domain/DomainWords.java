package org.trueopen.admin.domain;

import java.util.stream.Collectors;
import org.trueopen.admin.domain.DomainCheck.Finding;
import org.trueopen.admin.domain.DomainCheck.Result;

/** What was expected and what was found, in words. */
final class DomainWords {

  private static final int SHOWN_VALUES = 5;

  private DomainWords() {}

  static Finding txt(String name, String expected, Lookup found) {
    return switch (found) {
      case Lookup.Found(var values)
          when values.stream().anyMatch(v -> v.strip().equals(expected)) ->
          new Finding(Result.RIGHT, "The TXT record is there: the domain is yours.");
      case Lookup.Found(var values) ->
          new Finding(
              Result.WRONG,
              "At %s a TXT record \"%s\" was expected; found: %s."
                  .formatted(name, expected, list(values)));
      case Lookup.Nothing() ->
          new Finding(
              Result.MISSING,
              "At %s a TXT record \"%s\" was expected; there is none. New records take some minutes,"
                      .formatted(name, expected)
                  + " at some providers an hour, to be seen.");
      case Lookup.Failed(var why) -> unknown("the TXT record at " + name, why);
    };
  }

  static Finding host(String host, String expected, Lookup found) {
    return switch (found) {
      case Lookup.Found(var values) when values.contains(expected) ->
          new Finding(Result.RIGHT, "%s leads to %s.".formatted(host, expected));
      case Lookup.Found(var values) ->
          new Finding(
              Result.WRONG,
              "%s should be a CNAME to %s; it leads to %s."
                  .formatted(host, expected, list(values)));
      case Lookup.Nothing() ->
          new Finding(
              Result.MISSING,
              "%s should be a CNAME to %s; there is no CNAME at that name."
                  .formatted(host, expected));
      case Lookup.Failed(var why) -> unknown("the CNAME at " + host, why);
    };
  }

  static Finding hostNotAsked(String host, String sharedHost) {
    if (sharedHost.isEmpty()) {
      return new Finding(
          Result.NOT_ASKED,
          "Where tracking hosts must lead is not configured: set ADMIN_SHARED_HOST and restart.");
    }
    return new Finding(
        Result.NOT_ASKED,
        host.isEmpty()
            ? "No tracking host of its own: links of this domain are not tracked."
            : "It uses the shared host itself; nothing needs to be published.");
  }

  private static Finding unknown(String what, String why) {
    return new Finding(
        Result.UNKNOWN, "Whether " + what + " is there is not known: " + why + ". Try again soon.");
  }

  private static String list(java.util.List<String> values) {
    String shown =
        values.stream()
            .limit(SHOWN_VALUES)
            .map(value -> '"' + value + '"')
            .collect(Collectors.joining(", "));
    return values.size() > SHOWN_VALUES
        ? shown + " and " + (values.size() - SHOWN_VALUES) + " more"
        : shown;
  }
}
