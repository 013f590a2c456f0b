package org.trueopen.admin.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.trueopen.admin.config.OidcConfig;
import org.trueopen.log.AdminUser;

/** Gives who comes from the provider the widest role that a claim of theirs names, or refuses. */
final class OidcRoles extends OidcUserService {

  private static final List<String> NAMES = List.of("preferred_username", "email");

  private final OidcConfig config;

  OidcRoles(OidcConfig config) {
    this.config = config;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = super.loadUser(request);
    AdminUser.Role role =
        role(user.getClaim(config.roleClaim()))
            .orElseThrow(
                () ->
                    new OAuth2AuthenticationException(
                        new OAuth2Error("access_denied"),
                        "no value of the claim " + config.roleClaim() + " has a role here"));
    List<GrantedAuthority> authorities = List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    String name = NAMES.stream().filter(user::hasClaim).findFirst().orElse("sub");
    return new SsoUser(authorities, user, name);
  }

  private Optional<AdminUser.Role> role(@Nullable Object claim) {
    Set<String> values = new HashSet<>();
    if (claim instanceof Collection<?> many) {
      many.forEach(value -> values.add(String.valueOf(value)));
    } else if (claim instanceof String one) {
      values.add(one);
    }
    if (config.admins().stream().anyMatch(values::contains)) {
      return Optional.of(AdminUser.Role.ADMIN);
    }
    if (config.analysts().stream().anyMatch(values::contains)) {
      return Optional.of(AdminUser.Role.ANALYST);
    }
    return config.viewers().stream().anyMatch(values::contains)
        ? Optional.of(AdminUser.Role.VIEWER)
        : Optional.empty();
  }
}
