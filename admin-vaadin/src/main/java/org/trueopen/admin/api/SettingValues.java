package org.trueopen.admin.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.trueopen.admin.settings.ExcludedHosts;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import org.trueopen.settings.WebhookSettings;

/** Settings' values as JSON fields and back. Names of fields are part of the API. */
final class SettingValues {

  private static final Pattern TRACKING_HOST = Pattern.compile("[a-z0-9.-]{1,253}(:\\d{1,5})?");

  private SettingValues() {}

  /** What holds where nobody has set anything. */
  static SettingValue unset(SettingPath path) {
    return switch (path) {
      case POLICY -> AccountPolicy.DEFAULT;
      case DOMAIN_POLICY -> DomainPolicy.UNKNOWN;
      case RULES -> RuleSettings.DEFAULT;
      case WEBHOOKS -> WebhookSettings.NONE;
      case ACCOUNT, DOMAIN, MAILBOX, CAMPAIGN -> TrackingSwitches.INHERIT_ALL;
    };
  }

  /**
   * Reads every field of a value.
   *
   * @param before what holds until now
   * @param version which the setting has once this is written
   * @throws ApiException 400 with everything that is wrong
   */
  static SettingValue read(SettingPath path, JsonBody body, SettingValue before, long version) {
    SettingValue value =
        switch (path) {
          case POLICY -> policy(body, (AccountPolicy) before);
          case DOMAIN_POLICY -> domain(body, before);
          case RULES -> RuleJson.read(body, ((RuleSettings) before).lists());
          case WEBHOOKS -> WebhookJson.read(body, before, version);
          case ACCOUNT, DOMAIN, MAILBOX, CAMPAIGN -> switches(body);
        };
    body.finish();
    return value;
  }

  static Map<String, Object> fields(SettingValue value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (value) {
      case TrackingSwitches switches -> {
        fields.put("opens", Words.of(switches.opens()));
        fields.put("clicks", Words.of(switches.clicks()));
        fields.put("identity", Words.of(switches.identity()));
        fields.put("textLinks", Words.of(switches.textLinks()));
      }
      case AccountPolicy policy -> {
        fields.put("killSwitch", policy.killSwitch());
        fields.put("allowUnvalidatedDomains", policy.allowUnvalidatedDomains());
        fields.put("knownCampaignsOnly", policy.knownCampaignsOnly());
        fields.put("earlyPixel", policy.earlyPixel());
        fields.put("excludedHosts", policy.excludedHosts().stream().sorted().toList());
        fields.put("privacySignals", Words.of(policy.privacySignals()));
        fields.put("honeypot", policy.honeypot());
      }
      case DomainPolicy domain -> {
        fields.put("validated", domain.validated());
        fields.put("trackingHost", domain.trackingHost());
        fields.put("trackingHostVerified", domain.trackingHostVerified());
        fields.put("formerTrackingHosts", domain.formerTrackingHosts().stream().sorted().toList());
      }
      case RuleSettings rules -> fields.putAll(RuleJson.fields(rules));
      case WebhookSettings webhooks -> fields.putAll(WebhookJson.fields(webhooks));
      default -> throw new IllegalArgumentException("not shown as a setting: " + value.getClass());
    }
    return fields;
  }

  private static TrackingSwitches switches(JsonBody body) {
    return new TrackingSwitches(
        body.word("opens", Switch.class),
        body.word("clicks", Switch.class),
        body.word("identity", Identity.class),
        body.word("textLinks", Switch.class));
  }

  private static AccountPolicy policy(JsonBody body, AccountPolicy before) {
    return new AccountPolicy(
        body.flag("killSwitch"),
        body.flag("allowUnvalidatedDomains"),
        body.flag("knownCampaignsOnly"),
        body.flag("earlyPixel"),
        hosts(body),
        body.word("privacySignals", PrivacySignals.class),
        body.flagOr("honeypot", before.honeypot()));
  }

  private static Set<String> hosts(JsonBody body) {
    List<String> hosts =
        body.texts("excludedHosts").stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    ExcludedHosts.problem(hosts).ifPresent(problem -> body.problem("excludedHosts: " + problem));
    return hosts.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static DomainPolicy domain(JsonBody body, SettingValue before) {
    boolean validated = body.flag("validated");
    String host = body.text("trackingHost");
    boolean verified = body.flag("trackingHostVerified");
    if (!host.isEmpty() && !TRACKING_HOST.matcher(host).matches()) {
      body.problem("trackingHost: expected host or host:port in lower case, or nothing");
    } else if (host.isEmpty() && verified) {
      body.problem("trackingHostVerified: there is no trackingHost that could be verified");
    }
    return new DomainPolicy(validated, host, verified, formerHosts(body, before));
  }

  /**
   * Hosts come into this list by being verified and no longer used; a request can only take some
   * out. One that leaves the field out, as before there was one, takes out none.
   */
  private static Set<String> formerHosts(JsonBody body, SettingValue before) {
    Set<String> known =
        before instanceof DomainPolicy policy ? policy.formerTrackingHosts() : Set.of();
    if (!body.has("formerTrackingHosts")) {
      return known;
    }
    Set<String> wanted = Set.copyOf(body.texts("formerTrackingHosts"));
    if (!known.containsAll(wanted)) {
      body.problem("formerTrackingHosts: expected no host that is not in it already");
    }
    return wanted;
  }
}
