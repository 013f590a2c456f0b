package org.trueopen.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.webhooks.Webhooks;
import org.trueopen.log.PostOutcome;

/** What can be done with a webhook beside setting it, which is done as with every other setting. */
@RestController
@RequestMapping("/api/v1/webhooks/{id}")
class WebhookController {

  /** One attempt. */
  record AttemptJson(
      String eventId,
      String type,
      int attempt,
      String result,
      int status,
      int millis,
      Instant at,
      String detail) {

    static AttemptJson of(PostOutcome outcome) {
      return new AttemptJson(
          outcome.key().eventId(),
          outcome.type(),
          outcome.attempt(),
          Words.of(outcome.result()),
          outcome.status(),
          outcome.millis(),
          outcome.at(),
          outcome.detail());
    }
  }

  private final Webhooks webhooks;

  WebhookController(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @GetMapping("/attempts")
  Map<String, List<AttemptJson>> attempts(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    requireKnown(caller, id);
    return Map.of(
        "attempts", webhooks.latest(caller.account(), id).stream().map(AttemptJson::of).toList());
  }

  @PostMapping("/secret")
  Map<String, String> renewSecret(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    requireKnown(caller, id);
    try {
      Webhooks.Secret secret = webhooks.renewSecret(caller.account(), id, caller.changedBy());
      return Map.of("id", secret.endpoint(), "secret", secret.text());
    } catch (ChangedMeanwhileException e) {
      throw ApiException.conflict("Somebody else has changed the webhooks meanwhile; try again.");
    }
  }

  @PostMapping("/test")
  ResponseEntity<Void> test(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    requireKnown(caller, id);
    webhooks.test(caller.account(), id);
    return ResponseEntity.status(HttpStatus.ACCEPTED).build();
  }

  @PostMapping("/replay")
  Map<String, Integer> replay(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    requireKnown(caller, id);
    return Map.of("events", webhooks.replay(caller.account(), id));
  }

  private void requireKnown(ApiCaller caller, String id) {
    if (webhooks.of(caller.account()).find(id).isEmpty()) {
      throw ApiException.notFound("No webhook of this account has that id.");
    }
  }
}
