package org.trueopen.ingest.message;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.instrument.HtmlTemplate;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.settings.Decision;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.PolicyResolver;
import org.trueopen.settings.SendContext;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** Decides what is tracked in a message and makes its deliveries. */
public final class MessageInstrumenter {

  private final PolicyResolver policies;
  private final SettingsView settings;
  private final TokenCodec tokens;
  private final KeyedHash hashes;
  private final LinkRules linkRules;
  private final String schemePrefix;
  private final String sharedHost;
  private final Clock clock;

  /**
   * @param schemePrefix {@code http://} or {@code https://}
   * @param sharedHost the tracking host of domains without one of their own
   */
  public MessageInstrumenter(
      PolicyResolver policies,
      SettingsView settings,
      TokenCodec tokens,
      KeyedHash hashes,
      LinkRules linkRules,
      String schemePrefix,
      String sharedHost,
      Clock clock) {
    this.policies = policies;
    this.settings = settings;
    this.tokens = tokens;
    this.hashes = hashes;
    this.linkRules = linkRules;
    this.schemePrefix = schemePrefix;
    this.sharedHost = sharedHost;
    this.clock = clock;
  }

  InstrumentedMessage instrument(AccountId account, MessageRequest request) {
    boolean hasHtml = !request.html().isEmpty();
    Decision decision =
        policies.decide(
            new SendContext(
                account, request.from(), request.campaign(), request.tracking(), hasHtml));
    HtmlTemplate template = hasHtml ? HtmlTemplate.parse(request.html(), linkRules) : null;
    List<String> links =
        template != null && decision.clicks().tracked() ? template.links() : List.of();
    String messageId = UlidCreator.getMonotonicUlid().toString();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Delivery> deliveries =
        request.to().stream()
            .map(to -> delivery(account, request, to, messageId, now, links, decision))
            .toList();
    TrackingUrls urls = urls(account, request.from());
    return new InstrumentedMessage(
        messageId,
        decision,
        deliveries,
        template == null ? null : delivery -> render(template, urls, delivery),
        request.text());
  }

  private Delivery delivery(
      AccountId account,
      MessageRequest request,
      MailboxAddress to,
      String messageId,
      Instant sentAt,
      List<String> links,
      Decision decision) {
    return new Delivery(
        account.value(),
        DeliveryId.next().value(),
        messageId,
        request.from().value(),
        request.campaign(),
        to.value(),
        hashes.recipient(account, to),
        request.subject(),
        sentAt,
        !request.html().isEmpty(),
        links,
        -1, // unsubscribe links are left alone, so none has a number
        decision);
  }

  private static String render(HtmlTemplate template, TrackingUrls urls, Delivery delivery) {
    AccountId account = new AccountId(delivery.account());
    DeliveryId id = new DeliveryId(delivery.deliveryId());
    long recipient = delivery.recipientKey();
    @Nullable String pixel =
        delivery.decision().opens().tracked()
            ? urls.pixel(new Token.Open(account, id, recipient))
            : null;
    if (!delivery.decision().clicks().tracked()) {
      return template.render(pixel, null);
    }
    return template.render(
        pixel,
        link ->
            urls.link(new Token.Click(account, id, recipient, link, delivery.links().get(link))));
  }

  private TrackingUrls urls(AccountId account, MailboxAddress from) {
    DomainPolicy domain = settings.domainPolicy(account, from.domain());
    return new TrackingUrls(
        tokens, schemePrefix + (domain.hasTrackingHost() ? domain.trackingHost() : sharedHost));
  }
}
