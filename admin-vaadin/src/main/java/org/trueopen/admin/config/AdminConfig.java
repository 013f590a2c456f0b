package org.trueopen.admin.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.store.StoreConfig;

/**
 * What the admin is told by its environment.
 *
 * @param bind the address to listen on; the loopback address unless told otherwise, because a
 *     password typed here deserves a TLS front before it crosses a network
 * @param port the TCP port
 * @param internalBind the address to listen on for who scrapes metrics
 * @param internalPort the TCP port for them, to be reached from the inside only
 * @param clickHouse where the reports are
 * @param hashes makes recipients' keys of their addresses, as ingest does
 * @param eraser who may erase a recipient from the reports; null if nobody may from here
 * @param oidc null for local users only
 * @param publicScheme {@code http} or {@code https}: how the shared tracking host is reached
 * @param first what to set up when nothing is there yet
 */
public record AdminConfig(
    String bind,
    int port,
    String internalBind,
    int internalPort,
    KafkaConfig kafka,
    StoreConfig clickHouse,
    KeyedHash hashes,
    @Nullable StoreConfig eraser,
    @Nullable OidcConfig oidc,
    DnsConfig dns,
    String publicScheme,
    PartsConfig parts,
    FirstStartConfig first) {

  /** Where applications and mail clients reach ingest, as far as the admin was told. */
  public String ingestUrl() {
    return dns.sharedHost().isEmpty()
        ? "http://localhost:8080"
        : publicScheme + "://" + dns.sharedHost();
  }

  /** Reads the whole environment, or reports everything wrong with it at once. */
  public static AdminConfig parse(Map<String, String> environment) {
    return new AdminConfigParser(environment).parse();
  }

  /**
   * What the first start sets up. None of it is looked at again once it is there.
   *
   * @param account whose reports this admin shows, and the account to set up
   * @param domain its sending domain, taken as validated
   * @param trackingHost the domain's tracking host, {@code host} or {@code host:port}; empty for
   *     none
   * @param apiKeyFile a file that holds the text of an API key; null for no key
   * @param password of the user {@code admin}; null if there is a user already
   */
  public record FirstStartConfig(
      String account,
      String domain,
      String trackingHost,
      @Nullable String apiKeyFile,
      @Nullable String password) {

    @Override
    public String toString() {
      return "FirstStartConfig[account=%s, domain=%s, trackingHost=%s, apiKeyFile=%s, password=***]"
          .formatted(account, domain, trackingHost, apiKeyFile);
    }
  }
}
