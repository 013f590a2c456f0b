package org.trueopen.benchmarks.institution;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/**
 * Checks an organisation's or a provider's mail. Each has a queue, a number of links and a pace of
 * its own, and keeps to them.
 */
final class Scanner {

  enum Kind {
    /** A sandbox: the mail is rendered, pixel and all, and some links are followed to the end. */
    SANDBOX,
    /** Looks before it accepts the mail, which arrives only then. */
    BEFORE_DELIVERY,
    /** Looks into a few recipients' mail only. */
    SAMPLE,
    /** Looks at the first mails of a kind; the rest it knows. */
    NEW_KINDS,
    /** Goes through the day's links at night. */
    NIGHTLY,
    /** Fetches an address some time after a reader went there. */
    AFTER_CLICK,
    /** An add-in on the reader's machine, when the mail is opened. */
    AT_OPENING,
    /** Two products, one behind the other, each on its own. */
    TWO_ENGINES,
    /** Fetches pictures only, more than once. */
    PICTURES
  }

  private final Kind kind;
  private final Egress egress;
  private final List<Block> networks;
  private final List<String> agents;
  private final Map<String, String> headers;

  /** Median wait before it looks; from seconds to half an hour. */
  private final Duration queue;

  private final Duration pace;
  private final int mostLinks;
  private final boolean unsubscribes;
  private final boolean pixel;
  private final double share;
  private final Map<String, Integer> known = new HashMap<>();

  Scanner(Kind kind, Egress egress, Block office, Draws draws) {
    this.kind = kind;
    this.egress = egress;
    networks = egress.networks(office, draws);
    List<String> names = new ArrayList<>();
    for (int i = draws.below(3); i >= 0; i--) {
      names.add(draws.pick(Agents.SCANNERS));
    }
    agents = List.copyOf(names);
    headers = draws.pick(Headers.SCANNERS);
    queue = Duration.ofMillis((long) (3000 * Math.exp(draws.between(0, 6.4))));
    pace = Duration.ofMillis((long) (60 * Math.exp(draws.between(0, 6.5))));
    mostLinks = draws.pick(List.of(1, 1, 2, 2, 3, 3, 5, 100));
    unsubscribes = draws.chance(0.4);
    pixel = kind == Kind.SANDBOX || kind == Kind.PICTURES || draws.chance(0.4);
    share = kind == Kind.SAMPLE ? draws.between(0.04, 0.2) : draws.between(0.3, 0.9);
  }

  /** How long it keeps a mail back before it lets it in. */
  Duration holds(Draws draws) {
    return kind == Kind.BEFORE_DELIVERY ? draws.seconds(4, 90) : Duration.ZERO;
  }

  /** What it does about a mail of which nobody has done anything yet. */
  void receive(Mail mail, Hits out, Draws draws) {
    switch (kind) {
      case SANDBOX, SAMPLE -> {
        if (draws.chance(share)) {
          look(mail, mail.deliveredAt().plus(draws.around(queue, 0.9)), agents, out, draws);
        }
      }
      case BEFORE_DELIVERY -> beforeDelivery(mail, out, draws);
      case NEW_KINDS -> {
        if (known.merge(mail.campaign(), 1, Integer::sum) <= 3) {
          look(mail, mail.deliveredAt().plus(draws.around(queue, 0.5)), agents, out, draws);
        }
      }
      case NIGHTLY -> {
        if (draws.chance(share)) {
          look(mail, night(mail).plus(draws.seconds(0, 7200)), agents, out, draws);
        }
      }
      case TWO_ENGINES -> {
        if (draws.chance(share)) {
          look(mail, mail.deliveredAt().plus(draws.around(queue, 0.7)), agents, out, draws);
          Instant later = mail.deliveredAt().plus(draws.around(queue.multipliedBy(3), 0.7));
          look(mail, later, List.of(Agents.SCANNERS.getFirst()), out, draws);
        }
      }
      case PICTURES -> pictures(mail, out, draws);
      case AFTER_CLICK, AT_OPENING -> {} // they wait for somebody
    }
  }

  /** What it does once a reader has opened the mail. */
  void opened(Mail mail, Device device, Instant at, Hits out, Draws draws) {
    if (kind == Kind.AT_OPENING && draws.chance(share)) {
      Caller addIn =
          new Caller(
              "scanner, at opening, on the reader's machine",
              VerdictClass.SECURITY_SCANNER,
              device.pages().address(draws),
              Agents.ADD_IN,
              Headers.PLAIN);
      Instant next = at.plus(draws.seconds(0.4, 3));
      for (int link : links(mail, draws)) {
        out.click(mail, addIn, link, next, "HEAD");
        next = next.plus(draws.around(pace, 0.4));
      }
    }
  }

  /** What it does once a reader has clicked. */
  void clicked(Mail mail, int link, Instant at, Hits out, Draws draws) {
    if (kind == Kind.AFTER_CLICK && draws.chance(share)) {
      out.click(mail, caller(agents, draws), link, at.plus(draws.around(queue, 0.8)));
    }
  }

  private void look(Mail mail, Instant start, List<String> names, Hits out, Draws draws) {
    if (pixel) {
      out.open(mail, caller(names, draws), start);
    }
    Instant at = start.plus(draws.around(Duration.ofSeconds(4), 1));
    for (int link : links(mail, draws)) {
      out.click(mail, caller(names, draws), link, at);
      at = at.plus(draws.around(pace, 0.6));
    }
  }

  private void beforeDelivery(Mail mail, Hits out, Draws draws) {
    double seconds = Duration.between(mail.sentAt(), mail.deliveredAt()).toMillis() / 1000.0;
    if (pixel) {
      out.open(mail, caller(agents, draws), mail.sentAt().plus(draws.seconds(0.5, seconds)));
    }
    for (int link : links(mail, draws)) {
      Instant at = mail.sentAt().plus(draws.seconds(0.5, seconds));
      out.click(mail, caller(agents, draws), link, at);
    }
  }

  private void pictures(Mail mail, Hits out, Draws draws) {
    Instant at = mail.deliveredAt().plus(draws.around(queue, 0.6));
    for (int i = draws.below(3); i >= 0; i--) {
      out.open(mail, caller(agents, draws), at);
      at = at.plus(draws.around(Duration.ofMinutes(10), 1.5));
    }
  }

  /** Those it follows, in an order of its own. */
  private List<Integer> links(Mail mail, Draws draws) {
    List<Integer> links = new ArrayList<>();
    for (int link = 0; link < (unsubscribes ? mail.links() : mail.unsubscribeLink()); link++) {
      links.add(link);
    }
    Collections.shuffle(links, new Random(draws.bits()));
    return links.subList(0, Math.min(mostLinks, links.size()));
  }

  private static Instant night(Mail mail) {
    return mail.deliveredAt()
        .atZone(ZoneOffset.UTC)
        .plusDays(1)
        .with(LocalTime.of(1, 30))
        .toInstant();
  }

  private Caller caller(List<String> names, Draws draws) {
    return new Caller(
        "scanner, %s, %s"
            .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), egress.story()),
        VerdictClass.SECURITY_SCANNER,
        draws.pick(networks).address(draws),
        draws.pick(names),
        headers);
  }
}
