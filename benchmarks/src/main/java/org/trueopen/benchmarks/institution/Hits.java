package org.trueopen.benchmarks.institution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.trueopen.event.HitKind;

/** Gathers the hits of a sending. */
final class Hits {

  private final List<Hit> all = new ArrayList<>();

  void open(Mail mail, Caller caller, Instant at) {
    all.add(new Hit(mail, caller, HitKind.OPEN, -1, at, "GET"));
  }

  void click(Mail mail, Caller caller, int link, Instant at) {
    click(mail, caller, link, at, "GET");
  }

  void click(Mail mail, Caller caller, int link, Instant at, String method) {
    all.add(new Hit(mail, caller, HitKind.CLICK, link, at, method));
  }

  List<Hit> inOrder() {
    return all.stream().sorted(Comparator.comparing(Hit::at)).toList();
  }
}
