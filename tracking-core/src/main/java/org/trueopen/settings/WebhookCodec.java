package org.trueopen.settings;

import java.util.stream.Collectors;
import org.trueopen.event.wire.WebhookEndpointMessage;
import org.trueopen.event.wire.WebhooksMessage;

/** An account's webhooks to their message and back. */
final class WebhookCodec {

  private WebhookCodec() {}

  static WebhooksMessage message(WebhookSettings webhooks) {
    WebhooksMessage.Builder message =
        WebhooksMessage.newBuilder().setPublished(webhooks.published());
    for (WebhookEndpoint endpoint : webhooks.endpoints()) {
      message.addEndpoints(
          WebhookEndpointMessage.newBuilder()
              .setId(endpoint.id())
              .setUrl(endpoint.url())
              .addAllEvents(endpoint.events().stream().map(Enum::name).sorted().toList())
              .setDisabled(!endpoint.enabled())
              .setGeneration(endpoint.generation()));
    }
    return message.build();
  }

  static WebhookSettings value(WebhooksMessage message) {
    return new WebhookSettings(
        message.getPublished(),
        message.getEndpointsList().stream().map(WebhookCodec::endpoint).toList());
  }

  private static WebhookEndpoint endpoint(WebhookEndpointMessage message) {
    return new WebhookEndpoint(
        message.getId(),
        message.getUrl(),
        message.getEventsList().stream()
            .map(EngagementChange::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        !message.getDisabled(),
        message.getGeneration());
  }
}
