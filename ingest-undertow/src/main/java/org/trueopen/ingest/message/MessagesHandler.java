package org.trueopen.ingest.message;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trueopen.event.Delivery;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.ingest.web.ApiHandler;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.ingest.web.JsonBody;
import org.trueopen.ingest.web.Problems;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.SettingsView.Caller;

/** {@code POST /v1/messages}: a mail in, each recipient's instrumented copy out. */
public final class MessagesHandler implements ApiHandler.Call {

  static final String MAIL_TYPE = "message/rfc822";

  /** What may be asked for in one call. */
  public record Bounds(int maxBodyBytes, int maxMailBytes, int maxRecipients) {}

  private final SettingsView settings;
  private final MessageInstrumenter instrumenter;
  private final DeliveryPublisher deliveries;
  private final BodyReader bodies;
  private final IdempotencyKeys keys;
  private final Bounds bounds;
  private final JsonMessageParser jsonParser;
  private final MailRequestParser mailParser;

  public MessagesHandler(
      SettingsView settings,
      MessageInstrumenter instrumenter,
      DeliveryPublisher deliveries,
      BodyReader bodies,
      KeyedHash hashes,
      Bounds bounds) {
    this.settings = settings;
    this.instrumenter = instrumenter;
    this.deliveries = deliveries;
    this.bodies = bodies;
    this.keys = new IdempotencyKeys(hashes);
    this.bounds = bounds;
    this.jsonParser = new JsonMessageParser(bounds.maxRecipients());
    this.mailParser = new MailRequestParser(bounds.maxRecipients());
  }

  @Override
  public void answer(HttpServerExchange exchange, Caller caller)
      throws RequestException, IOException {
    switch (JsonBody.mediaType(exchange)) {
      case JsonBody.TYPE -> answerJson(exchange, caller.account());
      case MAIL_TYPE -> answerMail(exchange, caller.account());
      default -> throw JsonBody.unsupported(exchange, JsonBody.TYPE + " or " + MAIL_TYPE);
    }
  }

  private void answerJson(HttpServerExchange exchange, AccountId account)
      throws RequestException, IOException {
    String key = IdempotencyKeys.key(exchange);
    byte[] body = bodies.read(exchange, bounds.maxBodyBytes());
    JsonMessage message = jsonParser.parse(body);
    List<String> warnings = new ArrayList<>();
    requireCampaign(account, message.send().campaign(), warnings);
    DeliveryIds ids = keys.ids(account, key, Fingerprint.of(JsonBody.TYPE, body, Map.of()));
    Instrumented<BodyTemplate> instrumented =
        instrumenter.instrument(
            account,
            message.send(),
            ids,
            (rules, textLinks) ->
                BodyTemplate.parse(message.html(), message.text(), rules, textLinks));
    publish(instrumented);
    MessageAnswer.writeBodies(instrumented, warnings, out(exchange, JsonBody.TYPE));
  }

  private void answerMail(HttpServerExchange exchange, AccountId account)
      throws RequestException, IOException {
    String key = IdempotencyKeys.key(exchange);
    byte[] body = bodies.read(exchange, bounds.maxMailBytes());
    MailRequest request = mailParser.parse(body, exchange.getQueryParameters());
    List<String> warnings = new ArrayList<>(request.warnings());
    requireCampaign(account, request.send().campaign(), warnings);
    boolean raw = wantsMail(exchange);
    if (raw && request.send().to().size() != 1) {
      throw new RequestException(
          StatusCodes.NOT_ACCEPTABLE,
          "not-acceptable",
          "expected one recipient for an answer of %s, found %d; accept %s instead"
              .formatted(MAIL_TYPE, request.send().to().size(), JsonBody.TYPE));
    }
    DeliveryIds ids =
        keys.ids(account, key, Fingerprint.of(MAIL_TYPE, body, exchange.getQueryParameters()));
    Instrumented<MimeMail> instrumented =
        instrumenter.instrument(
            account,
            request.send(),
            request.ownId().map(own -> DeliveryIds.named(ids, own)).orElse(ids),
            (rules, textLinks) -> MimeMail.parse(request.source(), rules, textLinks));
    publish(instrumented);
    if (raw) {
      try (OutputStream out = out(exchange, MAIL_TYPE)) {
        MimeMail.writeCopy(instrumented, instrumented.deliveries().getFirst(), out);
      }
    } else {
      MessageAnswer.writeMails(instrumented, warnings, out(exchange, JsonBody.TYPE));
    }
  }

  /** Mail to a campaign nobody has set up is most often mail with a misspelt name. */
  private void requireCampaign(AccountId account, String campaign, List<String> warnings)
      throws RequestException {
    if (campaign.isEmpty() || settings.knowsCampaign(account, campaign)) {
      return;
    }
    String unknown = "nobody has set up the campaign \"" + Problems.cut(campaign) + '"';
    if (settings.accountPolicy(account).knownCampaignsOnly()) {
      throw new RequestException(
          StatusCodes.UNPROCESSABLE_ENTITY,
          "unknown-campaign",
          unknown
              + ", and this account takes no others; set it up under Config Setup, or send without it");
    }
    warnings.add(unknown + "; it follows the settings of its mailbox");
  }

  private void publish(Instrumented<?> message) throws RequestException {
    Delivery first = message.deliveries().getFirst();
    if (!DeliveryPublisher.fits(first)) {
      throw new RequestException(
          StatusCodes.UNPROCESSABLE_ENTITY,
          "invalid-message",
          "links: the mail's %d tracked links together take more than the 1 MB that one delivery may hold;"
                  .formatted(message.template().links().size())
              + " send fewer or shorter ones, or mark some data-track=\"off\"");
    }
    deliveries.publish(message.events());
  }

  private static boolean wantsMail(HttpServerExchange exchange) {
    String accept = exchange.getRequestHeaders().getFirst(Headers.ACCEPT);
    return accept != null && accept.toLowerCase(Locale.ROOT).contains(MAIL_TYPE);
  }

  private static OutputStream out(HttpServerExchange exchange, String type) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
    return new BufferedOutputStream(exchange.getOutputStream(), 64 * 1024);
  }
}
