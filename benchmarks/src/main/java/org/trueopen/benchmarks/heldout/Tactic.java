package org.trueopen.benchmarks.heldout;

import java.util.Locale;
import org.trueopen.benchmarks.world.Draws;

/** What kinds of guards there are. */
enum Tactic {
  /** Rewrites links; looks behind some at delivery and behind the others once they are clicked. */
  LINK_REWRITER,
  /** A plain program fetches first; a browser looks again at what seemed odd. */
  TWO_STAGES,
  /** Asks for a page as a phone and as a computer, from two places, to see whether they differ. */
  CLOAK_HUNTER,
  /** Goes through mailboxes hours later, over all mail of a kind in one go. */
  INBOX_SWEEP,
  /** Keeps some mail back until it knows. */
  QUARANTINE,
  /** The web gateway has its sandbox fetch again what somebody was let through to. */
  TRAFFIC_TAP,
  /** Somebody reports a mail, and everything that the security people have is let loose on it. */
  REPORT_DESK,
  /** A protection program on the reader's computer fetches links as the mail is shown. */
  HOME_PREFETCH,
  /** It, or an add-on in the browser, has the vendor's cloud look when a link is clicked. */
  HOME_CLOUD,
  /** The carrier's filter fetches what its subscribers fetch. */
  CARRIER_FILTER;

  String story() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Guard guard(Market market, Market.Customer customer, Draws draws) {
    return switch (this) {
      case LINK_REWRITER -> new LinkRewriter(market.rewriter(this), draws);
      case TWO_STAGES -> new TwoStages(market.look(this, customer), market.look(this), draws);
      case CLOAK_HUNTER -> new CloakHunter(market.look(this, customer), draws);
      case INBOX_SWEEP -> new InboxSweep(market.look(this, customer), draws);
      case QUARANTINE -> new Quarantine(market.look(this, customer), draws);
      case TRAFFIC_TAP -> new TrafficTap(market.look(this), draws);
      case REPORT_DESK -> new ReportDesk(market, draws);
      case HOME_PREFETCH -> new HomePrefetch(draws);
      case HOME_CLOUD -> new HomeCloud(market.antivirus(this), draws);
      case CARRIER_FILTER -> new CarrierFilter(draws);
    };
  }
}
