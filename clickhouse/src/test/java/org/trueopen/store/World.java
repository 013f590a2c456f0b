package org.trueopen.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Random mail with what stands of its hits after every correction, to be counted one by one. {@link
 * Changelog} writes it as the job does.
 */
final class World {
  static final Set<String> PEOPLE = Set.of("PERSON", "PERSON_VIA_PROXY");
  static final Set<String> UNKNOWABLE = Set.of("PRIVACY_PRELOAD", "UNKNOWN");

  private static final List<String> VERDICTS =
      List.of(
          "PERSON",
          "PERSON",
          "PERSON_VIA_PROXY",
          "PRIVACY_PRELOAD",
          "UNKNOWN",
          "SECURITY_SCANNER",
          "DECLARED_BOT");
  private static final List<String> CLIENTS =
      List.of("Apple Mail", "Gmail image proxy", "O'Mail", "");
  private static final List<String> CAMPAIGNS = List.of("spring", "50% off", "");
  private static final List<String> MAILBOXES =
      List.of("news@acme.example", "shop@acme.example", "news@other.example");
  private static final List<String> RECIPIENT_DOMAINS =
      List.of("example.net", "mail.example", "corp.example");
  private static final List<String> REASONS = List.of("NO_HTML", "OPTED_OUT", "ACCOUNT");

  /** Two days before summer time ends in Europe to some weeks later. */
  private static final Instant START = Instant.parse("2026-10-23T00:00:00Z");

  /**
   * A hit that stands.
   *
   * @param firstVerdict what it was taken for at first; the same if that was right
   */
  record Hit(
      String id,
      Instant at,
      String kind,
      int link,
      String client,
      String firstVerdict,
      String verdict,
      String place,
      boolean impliesOpen) {

    String url() {
      return link < 0 ? "" : "https://acme.example/" + link;
    }

    boolean people() {
      return PEOPLE.contains(verdict);
    }

    boolean unknowable() {
      return UNKNOWABLE.contains(verdict);
    }

    boolean machine() {
      return !people() && !unknowable();
    }

    boolean open() {
      return kind.equals("OPEN");
    }

    boolean counts() {
      return !place.equals("RELOAD");
    }
  }

  /**
   * A delivery, or what stands in its place in anonymous mail.
   *
   * @param opensReason why opens are not tracked; empty if they are
   */
  record Sent(
      String id,
      Instant at,
      String mailbox,
      String campaign,
      String recipientDomain,
      String opensReason,
      String clicksReason,
      boolean anonymous,
      boolean bounced,
      List<Hit> hits) {

    String domain() {
      return mailbox.substring(mailbox.indexOf('@') + 1);
    }

    boolean aggregate() {
      return id.startsWith("all-");
    }

    boolean lost() {
      return bounced && !Standing.of(this, hits).opened();
    }

    boolean opensTrackable() {
      return opensReason.isEmpty() && !anonymous && !lost();
    }

    boolean clicksTrackable() {
      return clicksReason.isEmpty() && !anonymous && !lost();
    }
  }

  private final Random random;
  private final List<Sent> sent = new ArrayList<>();

  World(long seed, int deliveries) {
    random = new Random(seed);
    for (int i = 0; i < deliveries; i++) {
      sent.add(delivery("d" + i));
    }
    sent.add(aggregate());
  }

  /** Deliveries only. */
  List<Sent> deliveries() {
    return sent.stream().filter(each -> !each.aggregate()).toList();
  }

  /** What anonymous mail shares included. */
  List<Sent> all() {
    return List.copyOf(sent);
  }

  private Sent delivery(String id) {
    String opensReason = random.nextInt(5) > 0 ? "" : pick(REASONS);
    String clicksReason = random.nextInt(4) > 0 ? "" : pick(REASONS);
    boolean anonymous = random.nextInt(10) == 0;
    Instant at = START.plusMillis(random.nextLong(Duration.ofDays(30).toMillis()));
    List<Hit> hits =
        anonymous ? List.of() : hits(id, at, opensReason.isEmpty(), clicksReason.isEmpty());
    return new Sent(
        id,
        at,
        pick(MAILBOXES),
        pick(CAMPAIGNS),
        pick(RECIPIENT_DOMAINS),
        opensReason,
        clicksReason,
        anonymous,
        random.nextInt(12) == 0,
        hits);
  }

  private Sent aggregate() {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String verdict = pick(VERDICTS);
      Instant at = START.plusSeconds(random.nextInt(1_000_000));
      hits.add(new Hit("a" + i, at, "CLICK", 1, pick(CLIENTS), verdict, verdict, "FIRST", false));
    }
    String id = "all-" + "0123456789abcdef".repeat(2);
    return new Sent(
        id, Instant.EPOCH, pick(MAILBOXES), pick(CAMPAIGNS), "", "", "", true, false, hits);
  }

  private List<Hit> hits(String delivery, Instant sentAt, boolean opens, boolean clicks) {
    List<Hit> hits = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      boolean open = random.nextInt(3) > 0;
      if (open ? opens : clicks) {
        String verdict = pick(VERDICTS);
        String first = random.nextInt(4) == 0 ? pick(VERDICTS) : verdict;
        // Mostly soon, sometimes weeks later.
        long after = (long) (Duration.ofDays(20).toMillis() * Math.pow(random.nextDouble(), 6));
        hits.add(
            new Hit(
                delivery + "-" + i,
                sentAt.plusMillis(after),
                open ? "OPEN" : "CLICK",
                open ? -1 : random.nextInt(3),
                pick(CLIENTS),
                first,
                verdict,
                "",
                false));
      }
    }
    hits.sort(Comparator.comparing(Hit::at).thenComparing(Hit::id));
    return placed(hits);
  }

  /** As the job places hits: one first of each kind and link by people, another by machines. */
  private List<Hit> placed(List<Hit> hits) {
    Set<String> seen = new HashSet<>();
    List<Hit> placed = new ArrayList<>();
    for (Hit hit : hits) {
      String place = seen.isEmpty() ? "" : pick(List.of("", "", "", "FORWARD", "RELOAD"));
      String group = hit.people() ? "p" : hit.unknowable() ? "u" : "m";
      if (place.isEmpty() || (place.equals("FORWARD") && !hit.people())) {
        place = seen.add(group + hit.kind() + hit.link()) ? "FIRST" : "REPEAT";
      }
      placed.add(with(hit, place, false));
    }
    boolean opened = placed.stream().anyMatch(hit -> hit.open() && byRecipient(hit));
    for (int i = 0; i < placed.size(); i++) {
      if (!opened && byRecipient(placed.get(i))) {
        placed.set(i, with(placed.get(i), placed.get(i).place(), true));
        break;
      }
    }
    return placed;
  }

  private static boolean byRecipient(Hit hit) {
    return hit.people() && hit.counts() && !hit.place().equals("FORWARD");
  }

  private static Hit with(Hit hit, String place, boolean impliesOpen) {
    return new Hit(
        hit.id(),
        hit.at(),
        hit.kind(),
        hit.link(),
        hit.client(),
        hit.firstVerdict(),
        hit.verdict(),
        place,
        impliesOpen);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
