package org.trueopen.admin.security;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who has come from the provider, under a name that no local user can have: in the audit and in
 * settings nobody passes for somebody else.
 */
final class SsoUser extends DefaultOidcUser {

  /** A local user's name has neither spaces nor parentheses. */
  private static final String MARK = " (SSO)";

  /**
   * Somebody with the rights given here and not by the provider.
   *
   * @param nameClaim the claim that holds the name
   */
  SsoUser(Collection<? extends GrantedAuthority> authorities, OidcUser user, String nameClaim) {
    super(authorities, user.getIdToken(), user.getUserInfo(), nameClaim);
  }

  @Override
  public String getName() {
    return super.getName() + MARK;
  }

  // Two sessions of one user are the same user's, as of every other OidcUser.
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
