package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.token.KeyFiles;

/** API keys: made, listed and revoked. The key itself is shown once and kept nowhere. */
@RestController
@RequestMapping("/api/v1/api-keys")
class ApiKeyController {

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 8;
  private static final int MAX_NAME_CHARS = 60;

  /** Revoked ones included: what was done with them still names them. */
  private static final int MAX_KEYS = 10_000;

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

  private final SettingsStore settings;

  ApiKeyController(SettingsStore settings) {
    this.settings = settings;
  }

  @PostMapping
  ResponseEntity<NewKeyJson> create(
      HttpServletRequest request, @AuthenticationPrincipal ApiCaller caller)
      throws IOException, ChangedMeanwhileException {
    JsonBody body = JsonBody.read(request);
    String name = name(body);
    Set<ApiKey.Scope> scopes = scopes(body);
    body.finish();
    if (keys(caller).count() >= MAX_KEYS) {
      throw ApiException.conflict("The account has " + MAX_KEYS + " API keys, the most it may.");
    }
    String text =
        "to_" + Base64.getUrlEncoder().withoutPadding().encodeToString(KeyFiles.random(KEY_BYTES));
    String id = HexFormat.of().formatHex(KeyFiles.random(ID_BYTES));
    settings.write(
        SettingKey.apiKey(caller.account(), id),
        new ApiKey(ApiKey.hash(text), name, false, scopes),
        0,
        caller.changedBy());
    List<String> words = scopes.stream().map(Words::of).sorted().toList();
    return ResponseEntity.created(URI.create("/api/v1/api-keys/" + id))
        .body(new NewKeyJson(id, name, words, text));
  }

  @GetMapping
  Map<String, List<KeyJson>> list(@AuthenticationPrincipal ApiCaller caller) {
    return Map.of(
        "keys",
        keys(caller)
            .sorted(Comparator.comparing(setting -> setting.key().name()))
            .map(KeyJson::of)
            .toList());
  }

  /**
   * Revokes a key. The check and the write are one step, so that two keys cannot revoke themselves
   * at once and leave none.
   */
  @DeleteMapping("/{id}")
  synchronized ResponseEntity<Void> revoke(
      @PathVariable("id") String id, @AuthenticationPrincipal ApiCaller caller)
      throws ChangedMeanwhileException {
    Setting found =
        keys(caller)
            .filter(setting -> setting.key().name().equals(id))
            .findFirst()
            .orElseThrow(() -> ApiException.notFound("No API key of this account has that id."));
    ApiKey key = (ApiKey) found.value();
    if (key.revoked()) {
      return ResponseEntity.noContent().build();
    }
    if (key.scopes().contains(ApiKey.Scope.SETTINGS) && isLast(found, caller)) {
      throw ApiException.conflict(
          "This is the last API key with the scope settings; make another before you revoke it.");
    }
    settings.write(
        found.key(),
        new ApiKey(key.sha256(), key.name(), true, key.scopes()),
        found.version(),
        caller.changedBy());
    return ResponseEntity.noContent().build();
  }

  private boolean isLast(Setting found, ApiCaller caller) {
    return keys(caller)
        .filter(setting -> !setting.key().equals(found.key()))
        .map(setting -> (ApiKey) setting.value())
        .noneMatch(key -> !key.revoked() && key.scopes().contains(ApiKey.Scope.SETTINGS));
  }

  private Stream<Setting> keys(ApiCaller caller) {
    return settings.view().all().stream()
        .filter(setting -> setting.key().account().equals(caller.account()))
        .filter(setting -> setting.value() instanceof ApiKey);
  }

  private static String name(JsonBody body) {
    String name = body.text("name").strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME_CHARS
        || name.chars().anyMatch(Character::isISOControl)) {
      body.problem("name: expected 1 to " + MAX_NAME_CHARS + " characters without line breaks");
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
