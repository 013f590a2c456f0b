package org.trueopen.admin.config;

import java.util.Set;

/**
 * Logging in by OpenID Connect.
 *
 * @param issuer URL under which the provider's {@code /.well-known/openid-configuration} stands
 * @param roleClaim claim of the ID token that names roles or groups; may hold one or a list
 * @param admins values of that claim that make an admin; likewise the other two
 */
public record OidcConfig(
    String issuer,
    String clientId,
    String clientSecret,
    String roleClaim,
    Set<String> admins,
    Set<String> analysts,
    Set<String> viewers) {

  public OidcConfig {
    admins = Set.copyOf(admins);
    analysts = Set.copyOf(analysts);
    viewers = Set.copyOf(viewers);
  }

  @Override
  public String toString() {
    return "OidcConfig[issuer=%s, clientId=%s, clientSecret=***, roleClaim=%s]"
        .formatted(issuer, clientId, roleClaim);
  }
}
