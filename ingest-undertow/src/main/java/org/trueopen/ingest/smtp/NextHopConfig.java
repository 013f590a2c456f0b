package org.trueopen.ingest.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server that takes what the relay has instrumented.
 *
 * @param user empty for none
 * @param password empty for none
 * @param certificates PEM file of the certificates trusted in place of the platform's
 * @param connectTimeout for each address of the host
 * @param replyTimeout for each reply; RFC 5321 section 4.5.3.2 asks for 5 minutes for most
 * @param mailTimeout for all copies of one mail: what is not sent by then is deferred, so that the
 *     client has its answer before it gives up, by RFC 5321 section 4.5.3.2.6 after 10 minutes
 */
public record NextHopConfig(
    String host,
    int port,
    Tls tls,
    String user,
    String password,
    String heloName,
    Optional<Path> certificates,
    Duration connectTimeout,
    Duration replyTimeout,
    Duration mailTimeout) {

  /** How the connection is secured. */
  public enum Tls {
    NONE,
    /** Where the next hop offers it; its certificate is not checked, as is the custom. */
    STARTTLS,
    /** Always, and the certificate must be good for the host's name. */
    STARTTLS_REQUIRED,
    /** TLS from the first byte (port 465), the certificate checked likewise. */
    IMPLICIT;

    boolean checksCertificate() {
      return this == STARTTLS_REQUIRED || this == IMPLICIT;
    }
  }

  boolean hasLogin() {
    return !user.isEmpty();
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "NextHopConfig[" + host + ':' + port + ", " + tls + (hasLogin() ? ", user ***]" : "]");
  }
}
