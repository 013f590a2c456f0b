package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.settings.OptOutStore;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/** Who does not want to be tracked: asked, said and taken back, one by one or as a list. */
@RestController
@RequestMapping("/api/v1/opt-outs")
class OptOutController {

  /** A recipient's state. */
  record OptOutJson(
      String recipientKey, boolean optedOut, @Nullable Instant since, @Nullable String source) {}

  private final OptOutStore store;
  private final Recipients recipients;
  private final Clock clock;

  OptOutController(OptOutStore store, AdminConfig config, Clock clock) {
    this.store = store;
    this.recipients = new Recipients(config.hashes());
    this.clock = clock;
  }

  @GetMapping("/{recipient}")
  OptOutJson find(
      @PathVariable("recipient") String recipient, @AuthenticationPrincipal ApiCaller caller) {
    return json(key(caller, recipient));
  }

  /** Who has opted out already keeps the time and the way of the first time. */
  @PutMapping("/{recipient}")
  OptOutJson optOut(
      @PathVariable("recipient") String recipient, @AuthenticationPrincipal ApiCaller caller) {
    long key = key(caller, recipient);
    if (store.find(key).isEmpty()) {
      store.write(List.of(change(caller, key, true, OptOut.Source.API)));
    }
    return json(key);
  }

  @DeleteMapping("/{recipient}")
  ResponseEntity<Void> optBackIn(
      @PathVariable("recipient") String recipient, @AuthenticationPrincipal ApiCaller caller) {
    long key = key(caller, recipient);
    if (store.find(key).isPresent()) {
      store.write(List.of(change(caller, key, false, OptOut.Source.API)));
    }
    return ResponseEntity.noContent().build();
  }

  /** Opts out everybody in a list; all lines are looked at before anything is written. */
  @PostMapping
  ResponseEntity<OptOutListJson> optOutAll(
      HttpServletRequest request,
      @RequestParam(name = "skipInvalid", defaultValue = "false") boolean skipInvalid,
      @AuthenticationPrincipal ApiCaller caller)
      throws IOException {
    requireCsv(request);
    OptOutList list =
        OptOutList.read(
            request.getInputStream(), text -> recipients.tryParse(caller.account(), text));
    if (list.invalid() > 0 && !skipInvalid) {
      return ResponseEntity.badRequest().body(OptOutListJson.refused(list));
    }
    int all = list.keys().size();
    list.keys().removeIf(key -> store.find(key).isPresent());
    store.write(list.changes(key -> change(caller, key, true, OptOut.Source.IMPORT)));
    int added = list.keys().size();
    return ResponseEntity.ok(OptOutListJson.done(list, added, all - added));
  }

  private long key(ApiCaller caller, String recipient) {
    return recipients
        .tryParse(caller.account(), recipient)
        .orElseThrow(
            () -> ApiException.badRequest("Expected an address or a recipient key of 16 digits."));
  }

  private OptOutJson json(long key) {
    Optional<OptOut> found = store.find(key);
    return new OptOutJson(
        Recipients.text(key),
        found.isPresent(),
        found.map(OptOut::since).orElse(null),
        found.map(optOut -> Words.of(optOut.source())).orElse(null));
  }

  private OptOutChange change(ApiCaller caller, long key, boolean out, OptOut.Source source) {
    return new OptOutChange(
        caller.account(), key, out, clock.instant(), source, caller.changedBy());
  }

  private static void requireCsv(HttpServletRequest request) {
    try {
      if (request.getContentType() != null
          && MediaType.parseMediaType(request.getContentType())
              .isCompatibleWith(MediaType.valueOf("text/csv"))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // said below
    }
    throw new ApiException(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        "Send the list as text/csv: one address or recipient key a line.");
  }
}
