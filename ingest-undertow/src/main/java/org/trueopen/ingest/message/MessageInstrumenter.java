package org.trueopen.ingest.message;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.PolicyResolver;
import org.trueopen.settings.SendContext;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.TokenCodec;

/** Decides what is tracked in a mail and makes its deliveries. */
public final class MessageInstrumenter {

  /** How mail is reached and what is left alone, from the configuration. */
  public record Hosts(String schemePrefix, String sharedHost, Set<String> excludedHosts) {}

  private final PolicyResolver policies;
  private final SettingsView settings;
  private final TokenCodec tokens;
  private final KeyedHash hashes;
  private final Hosts hosts;
  private final Clock clock;

  /**
   * @param hosts {@code http://} or {@code https://}, the tracking host of domains without one of
   *     their own, and the hosts that are never tracked
   */
  public MessageInstrumenter(
      PolicyResolver policies,
      SettingsView settings,
      TokenCodec tokens,
      KeyedHash hashes,
      Hosts hosts,
      Clock clock) {
    this.policies = policies;
    this.settings = settings;
    this.tokens = tokens;
    this.hashes = hashes;
    this.hosts = hosts;
    this.clock = clock;
  }

  <T extends MailTemplate> Instrumented<T> instrument(
      AccountId account, Send send, DeliveryIds ids, MailTemplate.Parser<T> parser) {
    Decision decision =
        policies.decide(
            new SendContext(
                account,
                send.from(),
                send.campaign(),
                send.tracking(),
                send.hasHtml(),
                send.hasText(),
                send.obstacle()));
    AccountPolicy policy = settings.accountPolicy(account);
    T template =
        parser.parse(rules(policy, send), decision.textLinks() && decision.clicks().tracked());
    return new Instrumented<>(
        ids.message(),
        aggregate(account, send, decision),
        deliveries(account, send, ids, decision, template.links()),
        template,
        urls(account, send.from()),
        policy.earlyPixel(),
        policy.honeypot());
  }

  private LinkRules rules(AccountPolicy policy, Send send) {
    Set<String> excluded = new HashSet<>(hosts.excludedHosts());
    excluded.addAll(policy.excludedHosts());
    return new LinkRules(excluded, send.unsubscribeUrls());
  }

  private @Nullable Aggregate aggregate(AccountId account, Send send, Decision decision) {
    boolean tracked = decision.opens().tracked() || decision.clicks().tracked();
    return tracked && decision.identity().anonymous()
        ? new Aggregate(
            account.value(),
            hashes.aggregate(account, send.from(), send.campaign()).value(),
            send.from().value(),
            send.campaign())
        : null;
  }

  private List<Delivery> deliveries(
      AccountId account, Send send, DeliveryIds ids, Decision decision, List<String> links) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Delivery> result = new ArrayList<>(send.to().size());
    for (int i = 0; i < send.to().size(); i++) {
      MailboxAddress to = send.to().get(i);
      long key = hashes.recipient(account, to);
      Decision own = policies.forRecipient(decision, key);
      result.add(
          new Delivery(
              account.value(),
              ids.delivery(to, i).value(),
              ids.message(),
              send.from().value(),
              send.campaign(),
              to.value(),
              key,
              send.subject(),
              now,
              send.hasHtml(),
              own.clicks().tracked() ? links : List.of(),
              -1, // unsubscribe links are left alone, so none has a number
              own));
    }
    return result;
  }

  private TrackingUrls urls(AccountId account, MailboxAddress from) {
    DomainPolicy domain = settings.domainPolicy(account, from.domain());
    return new TrackingUrls(
        tokens,
        hosts.schemePrefix()
            + (domain.hasTrackingHost() ? domain.trackingHost() : hosts.sharedHost()));
  }
}
