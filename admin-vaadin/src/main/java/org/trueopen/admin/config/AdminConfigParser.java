package org.trueopen.admin.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.config.AdminConfig.FirstStartConfig;
import org.trueopen.config.Environment;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.store.StoreConfig;

/** Reads {@link AdminConfig} from environment variables. */
final class AdminConfigParser {

  private static final String HOST_AND_PORT = "[A-Za-z0-9.-]+(:\\d{1,5})?";

  private final Environment env;

  AdminConfigParser(Map<String, String> variables) {
    this.env = new Environment(variables, "ADMIN_");
  }

  AdminConfig parse() {
    String bind = matching("ADMIN_BIND", "127.0.0.1", "an address or host name", HOST_AND_PORT);
    int port = env.integer("ADMIN_PORT", 8090, 1, 65_535);
    String internalBind =
        matching("ADMIN_INTERNAL_BIND", "127.0.0.1", "an address or host name", HOST_AND_PORT);
    int internalPort = env.integer("ADMIN_INTERNAL_PORT", 8092, 1, 65_535);
    if (internalPort == port) {
      env.problem("ADMIN_INTERNAL_PORT", "another port than ADMIN_PORT", "\"" + internalPort + '"');
    }
    KafkaConfig kafka = KafkaConfig.parse(env, "localhost:9092");
    StoreConfig store = StoreConfig.parse(env);
    KeyedHash hashes = KeyedHash.parse(env, "ADMIN_HASH_KEY_FILE");
    FirstStartConfig first = first();
    StoreConfig eraser = eraser(store.url());
    OidcConfig oidc = oidc();
    DnsConfig dns = dns(first);
    String scheme = matching("ADMIN_PUBLIC_SCHEME", "https", "http or https", "https?");
    PartsConfig parts = parts();
    env.finish();
    return new AdminConfig(
        bind,
        port,
        internalBind,
        internalPort,
        kafka,
        store,
        hashes,
        eraser,
        oidc,
        dns,
        scheme,
        parts,
        first);
  }

  private @Nullable StoreConfig eraser(String url) {
    String user = env.text("ADMIN_ERASE_USER", "");
    String password = env.text("ADMIN_ERASE_PASSWORD", "");
    return user.isEmpty() ? null : new StoreConfig(url, user, password);
  }

  private @Nullable OidcConfig oidc() {
    String issuer =
        valid(
            "ADMIN_OIDC_ISSUER",
            "",
            "an http or https URL",
            found -> found.isEmpty() || isHttpUrl(found));
    String clientId = env.text("ADMIN_OIDC_CLIENT_ID", "");
    String secretFile = env.text("ADMIN_OIDC_CLIENT_SECRET_FILE", "");
    String roleClaim = env.text("ADMIN_OIDC_ROLE_CLAIM", "roles");
    Set<String> admins = Set.copyOf(env.list("ADMIN_OIDC_ADMINS"));
    Set<String> analysts = Set.copyOf(env.list("ADMIN_OIDC_ANALYSTS"));
    Set<String> viewers = Set.copyOf(env.list("ADMIN_OIDC_VIEWERS"));
    if (issuer.isEmpty()) {
      return null;
    }
    if (clientId.isEmpty()) {
      env.problem("ADMIN_OIDC_CLIENT_ID", "the client's id at the provider", "nothing");
    }
    if (admins.isEmpty() && analysts.isEmpty() && viewers.isEmpty()) {
      env.problem(
          "ADMIN_OIDC_ADMINS",
          "values of the claim " + roleClaim + " here, in ADMIN_OIDC_ANALYSTS or _VIEWERS",
          "none, so that nobody could log in");
    }
    String secret =
        secretFile.isEmpty()
            ? ""
            : String.join("", env.fileLines("ADMIN_OIDC_CLIENT_SECRET_FILE")).strip();
    return new OidcConfig(issuer, clientId, secret, roleClaim, admins, analysts, viewers);
  }

  private DnsConfig dns(FirstStartConfig first) {
    List<String> servers = env.list("ADMIN_DNS_SERVERS");
    if (!servers.stream().allMatch(server -> server.matches(HOST_AND_PORT))) {
      env.problem("ADMIN_DNS_SERVERS", "host or host:port, several with commas between", "others");
    }
    return new DnsConfig(
        servers,
        matching("ADMIN_SHARED_HOST", first.trackingHost(), "a host name", "|" + HOST_AND_PORT));
  }

  private PartsConfig parts() {
    List<String> ingest = env.list("ADMIN_INGEST_URLS");
    if (!ingest.stream().allMatch(AdminConfigParser::isHttpUrl)) {
      env.problem("ADMIN_INGEST_URLS", "http or https URLs with commas between", "others");
    }
    return new PartsConfig(
        ingest, optionalUrl("ADMIN_FLINK_URL"), optionalUrl("ADMIN_FLINK_UI_URL"));
  }

  private String optionalUrl(String name) {
    return valid(name, "", "an http or https URL", found -> found.isEmpty() || isHttpUrl(found));
  }

  private FirstStartConfig first() {
    return new FirstStartConfig(
        matching("ADMIN_FIRST_ACCOUNT", "demo", "1 to 32 of a-z, 0-9 and -", "[a-z0-9-]{1,32}"),
        matching(
            "ADMIN_FIRST_DOMAIN",
            "demo.example",
            "a domain name in lower case",
            "[a-z0-9-]+(\\.[a-z0-9-]+)+"),
        matching("ADMIN_FIRST_TRACKING_HOST", "", "host or host:port", "|" + HOST_AND_PORT),
        optional("ADMIN_FIRST_API_KEY_FILE"),
        optional("ADMIN_FIRST_PASSWORD"));
  }

  private String matching(String name, String absent, String expected, String pattern) {
    return valid(name, absent, expected, found -> found.matches(pattern));
  }

  private String valid(String name, String absent, String expected, Predicate<String> isValid) {
    String found = env.text(name, absent);
    if (!isValid.test(found)) {
      env.problem(name, expected, '"' + found + '"');
    }
    return found;
  }

  private @Nullable String optional(String name) {
    String found = env.text(name, "");
    return found.isEmpty() ? null : found;
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
