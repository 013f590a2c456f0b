package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/**
 * Tells the recipient from readers beyond. Hits that share a network or a client are one reader's,
 * and so are those tied together by others: a phone at home and the same phone elsewhere, a family
 * behind one address, somebody whose VPN changes. The first hit's reader is the recipient. Another
 * reader, who by this has another client <em>and</em> another network, is a forward if the two
 * alternate in time; if one merely comes after the other it is taken for another device.
 *
 * <p>Only people's hits that come straight from a reader take part: behind an image proxy or
 * Apple's relay neither network nor client is the reader's.
 */
final class Readers {

  /** How sure each piece of evidence makes us of another person, in percent. */
  private static final int ANOTHER_CLIENT = 40;

  private static final int ANOTHER_NETWORK = 40;
  private static final int ALTERNATING = 45;
  private static final int ALTERNATING_SLOWLY = 20;
  private static final int TOGETHER = 30;
  private static final int ONE_MORE_READER = 25;

  /** Whoever has more devices than this at as many places has as well forwarded it. */
  private static final int MORE_READERS_COUNTED = 3;

  /** How a hit stands to the recipient's; {@code forward} is false for another device of theirs. */
  record Standing(boolean forward, Reason reason) {}

  private final List<HitFacts> hits;
  private final Rules rules;
  private final Map<String, String> parents = new HashMap<>();
  private final List<Integer> direct = new ArrayList<>();
  private final List<@Nullable Standing> standings;

  private Readers(List<HitFacts> hits, Rules rules) {
    this.hits = hits;
    this.rules = rules;
    this.standings = new ArrayList<>(Collections.nCopies(hits.size(), null));
  }

  /**
   * @param weighed what each hit was found to be
   * @return for each hit its standing; null if it is the recipient's, or nobody can tell
   */
  static List<@Nullable Standing> standings(
      List<HitFacts> hits, List<Weighing> weighed, Rules rules) {
    Readers readers = new Readers(hits, rules);
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (weighed.get(i).verdict() == VerdictClass.PERSON
          && DeliveryCase.isDirect(hit)
          && !hit.client().isEmpty()) {
        readers.direct.add(i);
        readers.parents.put(readers.root(network(hit)), readers.root(client(hit)));
      }
    }
    if (!readers.direct.isEmpty()) {
      readers.compare();
    }
    return readers.standings;
  }

  private void compare() {
    HitFacts first = hits.get(direct.getFirst());
    String recipient = root(network(first));
    Map<String, Set<Integer>> others = new HashMap<>();
    Set<Integer> own = new HashSet<>();
    for (int i : direct) {
      String reader = root(network(hits.get(i)));
      if (reader.equals(recipient)) {
        own.add(i);
        markOtherDevice(i, own);
      } else {
        others.computeIfAbsent(reader, key -> new HashSet<>()).add(i);
      }
    }
    for (Set<Integer> other : others.values()) {
      Standing standing = standing(own, other, others.size());
      other.forEach(i -> standings.set(i, standing));
    }
  }

  /** An open by another mail client than the recipient's first; clicks change to a browser. */
  private void markOtherDevice(int index, Set<Integer> own) {
    HitFacts hit = hits.get(index);
    for (int i : direct) {
      HitFacts earlier = hits.get(i);
      if (own.contains(i) && earlier.kind() == HitKind.OPEN && hit.kind() == HitKind.OPEN) {
        if (!earlier.client().equals(hit.client())) {
          standings.set(index, new Standing(false, new Reason("another-device", hit.client())));
        }
        return;
      }
    }
  }

  /** Compares another reader's hits with the recipient's, all of them in order of time. */
  private Standing standing(Set<Integer> own, Set<Integer> other, int readers) {
    Duration near = rules.window(Threshold.FORWARD_TOGETHER_WINDOW);
    Duration span = rules.window(Threshold.FORWARD_ALTERNATING_WINDOW);
    boolean alternating = false;
    boolean slowly = false;
    boolean together = false;
    @Nullable Instant recipients = null;
    @Nullable Instant others = null;
    boolean recipientWasLast = true;
    for (int i : direct) {
      if (!own.contains(i) && !other.contains(i)) {
        continue;
      }
      Instant at = hits.get(i).at();
      boolean recipient = own.contains(i);
      @Nullable Instant same = recipient ? recipients : others;
      @Nullable Instant opposite = recipient ? others : recipients;
      if (recipient != recipientWasLast) {
        together |= isWithin(near, opposite, at);
        alternating |= isWithin(span, same, at);
        slowly |= same != null;
      }
      recipientWasLast = recipient;
      recipients = recipient ? at : recipients;
      others = recipient ? others : at;
    }
    return standing(alternating, slowly, together, readers);
  }

  private static boolean isWithin(Duration window, @Nullable Instant from, Instant at) {
    return from != null && !at.isAfter(from.plus(window));
  }

  private Standing standing(boolean alternating, boolean slowly, boolean together, int readers) {
    List<Integer> certainties = new ArrayList<>(List.of(ANOTHER_CLIENT, ANOTHER_NETWORK));
    StringBuilder evidence = new StringBuilder("another client, another network");
    if (alternating) {
      certainties.add(ALTERNATING);
      evidence
          .append(", alternating within ")
          .append(rules.value(Threshold.FORWARD_ALTERNATING_WINDOW))
          .append(" s");
    } else if (slowly) {
      certainties.add(ALTERNATING_SLOWLY);
      evidence.append(", alternating");
    }
    if (together) {
      certainties.add(TOGETHER);
      evidence.append(", at the same time");
    }
    if (readers > 1) {
      int more = Math.min(readers - 1, MORE_READERS_COUNTED);
      certainties.addAll(Collections.nCopies(more, ONE_MORE_READER));
      evidence.append(", one of several");
    }
    int certainty = Findings.combined(certainties.stream().mapToInt(c -> c).toArray());
    boolean forward = certainty >= rules.value(Threshold.FORWARD_CERTAINTY);
    evidence.append(" (").append(certainty).append(" %)");
    return new Standing(
        forward, new Reason(forward ? "forward" : "another-device", evidence.toString()));
  }

  private String root(String name) {
    String at = name;
    for (String up = parents.getOrDefault(at, at); !up.equals(at); ) {
      at = up;
      up = parents.getOrDefault(at, at);
    }
    return at;
  }

  private static String network(HitFacts hit) {
    return "network " + hit.network();
  }

  private static String client(HitFacts hit) {
    return "client " + hit.client();
  }
}
