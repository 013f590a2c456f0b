package org.trueopen.benchmarks.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.verdict.VerdictClass;

/** What people do with a mail, and their programs and providers on their behalf. */
final class Reading {

  private static final Map<Client, Double> FRIENDS = new java.util.EnumMap<>(Client.class);

  static {
    FRIENDS.put(Client.OUTLOOK, 0.3);
    FRIENDS.put(Client.GMAIL, 0.3);
    FRIENDS.put(Client.APPLE_DIRECT, 0.2);
    FRIENDS.put(Client.WEBMAIL, 0.2);
  }

  private final Mix mix;
  private final Draws draws;
  private final Hits out;

  Reading(Mix mix, Draws draws, Hits out) {
    this.mix = mix;
    this.draws = draws;
    this.out = out;
  }

  /** True if somebody read it. */
  boolean play(Letter letter) {
    preload(letter);
    if (letter.recipient().program() || !draws.chance(mix.reads())) {
      return false;
    }
    Recipient reader = letter.recipient();
    Instant at = letter.deliveredAt().plus(delay(reader));
    open(letter, reader.places().getFirst(), reader.client(), at);
    if (draws.chance(0.22)) {
      open(letter, reader.places().getFirst(), reader.client(), again(at));
    }
    if (reader.places().size() > 1 && draws.chance(0.5)) {
      secondDevice(letter, reader, at);
    }
    if (draws.chance(mix.clicks())) {
      click(letter, at.plus(draws.around(Duration.ofSeconds(12), 0.9)));
    }
    if (draws.chance(mix.forwards())) {
      forward(letter, at.plus(draws.around(Duration.ofMinutes(20), 1.2)));
    }
    return true;
  }

  private Duration delay(Recipient reader) {
    if (reader.fast()) {
      return draws.seconds(2, 5);
    }
    Duration delay = draws.around(mix.readingDelay(), 1.6);
    return delay.compareTo(Duration.ofDays(20)) > 0 ? Duration.ofDays(20) : delay;
  }

  private Instant again(Instant at) {
    // Scrolling back to it at once, or coming back another time.
    return at.plus(
        draws.chance(0.3) ? draws.seconds(2, 28) : draws.around(Duration.ofHours(5), 1.5));
  }

  /** Images fetched whether or not anybody reads. */
  private void preload(Letter letter) {
    switch (letter.recipient().client()) {
      case APPLE_PROTECTED -> applePreload(letter);
      case GMAIL -> prefetch(letter, gmail(VerdictClass.PROVIDER_PREFETCH));
      case YAHOO -> prefetch(letter, yahoo(VerdictClass.PROVIDER_PREFETCH));
      default -> {} // loads what is looked at
    }
  }

  private void applePreload(Letter letter) {
    // Some never: the device is off, or not on power and wireless, for long.
    if (draws.chance(0.12)) {
      return;
    }
    boolean relay = draws.chance(0.97);
    Block from = draws.pick(relay ? Networks.APPLE_RELAY : Networks.APPLE);
    Caller caller =
        new Caller(
            relay ? "Apple preload" : "Apple preload, network not yet published",
            VerdictClass.PRIVACY_PRELOAD,
            from.address(draws),
            UserAgents.PRIVACY_PRELOAD,
            Headers.MAIL_IMAGE);
    out.open(
        letter.mail(), caller, letter.deliveredAt().plus(draws.around(Duration.ofMinutes(25), 2)));
  }

  private void prefetch(Letter letter, Caller proxy) {
    if (!draws.chance(mix.prefetches())) {
      return;
    }
    // Most Gmail prefetches name themselves; the rest look like the proxy at a reader's behest.
    boolean named = letter.recipient().client() == Client.GMAIL && draws.chance(0.8);
    Caller caller =
        new Caller(
            proxy.story() + (named ? " prefetch, named" : " prefetch, as the proxy"),
            proxy.label(),
            proxy.address(),
            named ? UserAgents.GMAIL_PREFETCH : proxy.userAgent(),
            proxy.headers());
    out.open(letter.mail(), caller, letter.deliveredAt().plus(draws.seconds(0.4, 8)));
  }

  private void open(Letter letter, Recipient.Spot spot, Client client, Instant at) {
    if (letter.recipient().blocksImages()) {
      return;
    }
    switch (client) {
      case APPLE_PROTECTED -> {} // from the cache that the preload filled
      case GMAIL -> out.open(letter.mail(), gmail(VerdictClass.PERSON_VIA_PROXY), at);
      case YAHOO -> yahooOpen(letter, at);
      case SEZNAM -> out.open(letter.mail(), seznam(), at);
      default -> out.open(letter.mail(), images(spot, client), at);
    }
  }

  /** The proxy was seen to ask for one pixel up to four times; later opens come from its cache. */
  private void yahooOpen(Letter letter, Instant at) {
    Instant next = at;
    int requests = draws.chance(0.25) ? 2 + draws.below(3) : 1;
    for (int i = 0; i < requests; i++) {
      out.open(letter.mail(), yahoo(VerdictClass.PERSON_VIA_PROXY), next);
      next = next.plus(draws.seconds(0.2, 3));
    }
  }

  private void secondDevice(Letter letter, Recipient reader, Instant at) {
    Recipient.Spot phone = reader.places().get(1);
    boolean proxied =
        switch (reader.client()) {
          case GMAIL, YAHOO, SEZNAM, APPLE_PROTECTED -> true;
          default -> false;
        };
    Instant later = at.plus(draws.around(Duration.ofHours(3), 1.5));
    open(letter, phone, proxied ? reader.client() : Client.APPLE_DIRECT, later);
    if (draws.chance(mix.clicks() / 2)) {
      click(letter, phone, draws.below(letter.links() - 1), later.plus(draws.seconds(4, 60)));
    }
  }

  private void click(Letter letter, Instant at) {
    Recipient reader = letter.recipient();
    Recipient.Spot spot = reader.places().getFirst();
    if (reader.clicksEverything()) {
      Instant next = at;
      for (int link = 0; link < letter.links() - 1; link++) {
        click(letter, spot, link, next);
        // Opening them in tabs, or reading each.
        next = next.plus(draws.chance(0.5) ? draws.seconds(0.8, 3) : draws.seconds(5, 90));
      }
      return;
    }
    int link = draws.chance(0.03) ? letter.unsubscribeLink() : draws.below(letter.links() - 1);
    click(letter, spot, link, at);
    if (draws.chance(0.15)) {
      int other = draws.below(letter.links() - 1);
      click(letter, spot, other, at.plus(draws.around(Duration.ofSeconds(40), 1)));
    }
    if (draws.chance(mix.pastes())) {
      new Machines(draws, out).preview(letter, link, spot, at.plus(draws.seconds(20, 600)));
    }
  }

  private void click(Letter letter, Recipient.Spot spot, int link, Instant at) {
    Recipient reader = letter.recipient();
    if (reader.gateway() != null) {
      reader.gateway().beforeClick(letter, link, at, out, draws);
    }
    // Every fourth iPhone's browser leaves through the relay too: a person all the same.
    boolean relay = reader.client() == Client.APPLE_PROTECTED && draws.chance(0.25);
    Block network = relay ? draws.pick(Networks.APPLE_RELAY) : spot.network();
    out.click(
        letter.mail(),
        new Caller(
            "reader's click, " + (relay ? "private relay" : spot.story()),
            VerdictClass.PERSON,
            network.address(draws),
            spot.browser(),
            Headers.PAGE),
        link,
        at);
  }

  /** A colleague in the same office or a friend elsewhere gets it, reads, and may click. */
  private void forward(Letter letter, Instant at) {
    boolean colleague = mix.companySize() > 0 && draws.chance(0.6);
    Block network =
        colleague ? letter.recipient().places().getFirst().network() : Networks.home(draws);
    Client client = draws.weighted(FRIENDS);
    Recipient.Spot spot =
        Population.spot(
            draws, colleague ? "forwarded in the office" : "forwarded", network, client);
    Instant read = at.plus(draws.around(Duration.ofMinutes(30), 1.5));
    if (client == Client.GMAIL) {
      out.open(letter.mail(), gmail(VerdictClass.PERSON_VIA_PROXY), read);
    } else {
      out.open(letter.mail(), images(spot, client), read);
    }
    if (draws.chance(0.3)) {
      click(letter, spot, draws.below(letter.links() - 1), read.plus(draws.seconds(5, 90)));
    }
  }

  private Caller images(Recipient.Spot spot, Client client) {
    return new Caller(
        "reader with %s, %s".formatted(client.name().toLowerCase(Locale.ROOT), spot.story()),
        VerdictClass.PERSON,
        spot.network().address(draws),
        spot.images(),
        client == Client.WEBMAIL ? Headers.IMAGE : Headers.MAIL_IMAGE);
  }

  private Caller gmail(VerdictClass label) {
    return proxy("Gmail", label, Networks.GOOGLE_IMAGES, UserAgents.GMAIL_PROXY);
  }

  private Caller yahoo(VerdictClass label) {
    return proxy("Yahoo", label, Networks.YAHOO, draws.pick(UserAgents.YAHOO_PROXY));
  }

  private Caller seznam() {
    return proxy("Seznam", VerdictClass.PERSON_VIA_PROXY, Networks.SEZNAM, UserAgents.SEZNAM_PROXY);
  }

  private Caller proxy(
      String story, VerdictClass label, java.util.List<Block> networks, String userAgent) {
    return new Caller(story, label, draws.pick(networks).address(draws), userAgent, Headers.PLAIN);
  }
}
