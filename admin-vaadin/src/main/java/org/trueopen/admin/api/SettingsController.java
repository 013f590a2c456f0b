package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;

/** The settings for automation: the same store, the same checks and the same audit as the pages. */
@RestController
@RequestMapping("/api/v1/settings/{level}")
class SettingsController {

  private static final int MAX_PAGE = 1000;

  /** Every setting is held in the memory of ingest and admin. */
  private static final int MAX_SETTINGS = 100_000;

  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");
  private static final String[] READ_ONLY = {
    "level", "name", "effective", "catalogue", "version", "changedAt", "changedBy"
  };

  private final SettingsStore settings;

  SettingsController(SettingsStore settings) {
    this.settings = settings;
  }

  @GetMapping("/{name}")
  ResponseEntity<Map<String, Object>> setting(
      @PathVariable("level") String level,
      @PathVariable("name") String name,
      @RequestParam(name = "name", required = false) @Nullable String anyName,
      @AuthenticationPrincipal ApiCaller caller) {
    SettingPath path = SettingPath.parse(level);
    return answer(path, path.key(caller.account(), anyName == null ? name : anyName));
  }

  @PutMapping("/{name}")
  ResponseEntity<Map<String, Object>> change(
      @PathVariable("level") String level,
      @PathVariable("name") String name,
      @RequestParam(name = "name", required = false) @Nullable String anyName,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @AuthenticationPrincipal ApiCaller caller,
      HttpServletRequest request)
      throws IOException {
    SettingPath path = SettingPath.parse(level);
    SettingKey key = path.key(caller.account(), anyName == null ? name : anyName);
    long expected = version(ifMatch);
    SettingValue value =
        SettingValues.read(
            path,
            JsonBody.read(request).ignoring(READ_ONLY),
            settings.view().find(key).map(Setting::value).orElse(SettingValues.unset(path)),
            expected + 1);
    if (expected == 0 && settings.view().version(key) == 0) {
      refuseIfFull(caller);
    }
    try {
      settings.write(key, value, expected, caller.changedBy());
      return answer(path, key);
    } catch (ChangedMeanwhileException e) {
      return stale(path, key, expected);
    }
  }

  /** Those that somebody has set, by name. */
  @GetMapping
  Map<String, Object> list(
      @PathVariable("level") String level,
      @RequestParam(name = "after", defaultValue = "") String after,
      @RequestParam(name = "limit", defaultValue = "100") int limit,
      @AuthenticationPrincipal ApiCaller caller) {
    SettingPath path = SettingPath.parse(level);
    if (limit < 1 || limit > MAX_PAGE) {
      throw ApiException.badRequest("limit: expected 1 to " + MAX_PAGE + '.');
    }
    List<Setting> found =
        settings.view().all().stream()
            .filter(setting -> setting.key().account().equals(caller.account()))
            .filter(setting -> setting.key().kind() == path.kind())
            .filter(setting -> SettingPath.name(setting.key()).compareTo(after) > 0)
            .sorted(Comparator.comparing(setting -> setting.key().name()))
            .limit(limit + 1L)
            .toList();
    List<Setting> page = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("settings", page.stream().map(setting -> json(path, setting.key(), setting)).toList());
    body.put("next", found.size() > limit ? SettingPath.name(page.getLast().key()) : null);
    return body;
  }

  private ResponseEntity<Map<String, Object>> answer(SettingPath path, SettingKey key) {
    Setting setting = settings.view().find(key).orElse(null);
    return ResponseEntity.ok()
        .eTag(Long.toString(setting == null ? 0 : setting.version()))
        .body(json(path, key, setting));
  }

  private ResponseEntity<Map<String, Object>> stale(
      SettingPath path, SettingKey key, long expected) {
    Setting newer = settings.view().find(key).orElse(null);
    long version = newer == null ? 0 : newer.version();
    String message =
        "The setting has version %d by now, not %d; nothing was written. Look at current and send"
                .formatted(version, expected)
            + " your change again with its version.";
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", ApiError.Body.of(ErrorCode.STALE, message));
    body.put("current", json(path, key, newer));
    return ResponseEntity.status(ErrorCode.STALE.status()).eTag(Long.toString(version)).body(body);
  }

  private Map<String, Object> json(SettingPath path, SettingKey key, @Nullable Setting setting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", Words.of(path));
    json.put("name", SettingPath.name(key));
    json.putAll(
        SettingValues.fields(setting == null ? SettingValues.unset(path) : setting.value()));
    if (path.isSwitches()) {
      json.put("effective", EffectiveSwitches.at(path.chain(key), settings.view()));
    }
    if (path == SettingPath.RULES) {
      json.put("catalogue", RuleJson.catalogue());
    }
    json.put("version", setting == null ? 0 : setting.version());
    json.put("changedAt", setting == null ? null : setting.changedAt());
    json.put("changedBy", setting == null ? "" : setting.changedBy());
    return json;
  }

  private static long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw new ApiException(
          ErrorCode.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the setting as you have seen it; \"0\" if it was never"
              + " set.");
    }
    Matcher version = VERSION.matcher(ifMatch.strip());
    if (!version.matches()) {
      throw ApiException.badRequest("If-Match: expected one version in quotes, as in \"3\".");
    }
    return Long.parseLong(version.group(1));
  }

  private void refuseIfFull(ApiCaller caller) {
    long count =
        settings.view().all().stream()
            .filter(setting -> setting.key().account().equals(caller.account()))
            .count();
    if (count >= MAX_SETTINGS) {
      throw ApiException.conflict(
          "The account has " + count + " settings; at most " + MAX_SETTINGS + " may be held.");
    }
  }
}
