package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.keys.ApiKeys;
import org.trueopen.admin.keys.KeyRefusedException;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;

/** API keys: made, listed and revoked. The key itself is shown once and kept nowhere. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

  /** A key as it is listed. */
  record KeyJson(
      String id,
      String name,
      List<String> scopes,
      boolean revoked,
      Instant changedAt,
      String changedBy) {

    static KeyJson of(Setting setting) {
      ApiKey key = (ApiKey) setting.value();
      return new KeyJson(
          setting.key().name(),
          key.name(),
          key.scopes().stream().map(Words::of).sorted().toList(),
          key.revoked(),
          setting.changedAt(),
          setting.changedBy());
    }
  }

  /** A key as it is shown once. */
  record NewKeyJson(String id, String name, List<String> scopes, String key) {}

  private final ApiKeys keys;

  ApiKeyController(ApiKeys keys) {
    this.keys = keys;
  }

  @PostMapping
  ResponseEntity<NewKeyJson> create(
      HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller) throws IOException {
    JsonBody body = JsonBody.read(request);
    String name = name(body);
    Set<ApiKey.Scope> scopes = scopes(body);
    body.finish();
    try {
      ApiKeys.NewKey made = keys.create(caller.account(), name, scopes, caller.changedBy());
      List<String> words = scopes.stream().map(Words::of).sorted().toList();
      return ResponseEntity.created(URI.create("/api/v1/api-keys/" + made.id()))
          .body(new NewKeyJson(made.id(), name, words, made.text()));
    } catch (KeyRefusedException e) {
      throw refused(e);
    }
  }

  @GetMapping
  Map<String, List<KeyJson>> list(@AuthenticationPrincipal ApiCaller caller) {
    return Map.of("keys", keys.list(caller.account()).stream().map(KeyJson::of).toList());
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller) {
    try {
      keys.revoke(caller.account(), id, caller.changedBy());
      return ResponseEntity.noContent().build();
    } catch (KeyRefusedException e) {
      throw refused(e);
    }
  }

  private static ApiException refused(KeyRefusedException e) {
    String message = String.valueOf(e.getMessage());
    return e.why() == KeyRefusedException.Why.NOT_FOUND
        ? ApiException.notFound(message)
        : ApiException.conflict(message);
  }

  private static String name(JsonBody body) {
    String name = body.text("name").strip();
    if (!ApiKeys.isName(name)) {
      body.problem(
          "name: expected 1 to " + ApiKeys.MAX_NAME_CHARS + " characters without line breaks");
    }
    return name;
  }

  private static Set<ApiKey.Scope> scopes(JsonBody body) {
    Set<ApiKey.Scope> scopes = EnumSet.noneOf(ApiKey.Scope.class);
    List<String> asked = body.texts("scopes");
    for (ApiKey.Scope scope : ApiKey.Scope.values()) {
      if (asked.contains(Words.of(scope))) {
        scopes.add(scope);
      }
    }
    if (scopes.isEmpty() || scopes.size() != asked.size()) {
      body.problem("scopes: expected one or more of send, report, settings, each once");
    }
    return scopes;
  }
}
