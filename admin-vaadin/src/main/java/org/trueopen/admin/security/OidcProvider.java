package org.trueopen.admin.security;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.trueopen.admin.config.OidcConfig;

/**
 * The one provider, asked for its endpoints at the first login and not at the start: the admin runs
 * while the provider is down, and local users log in.
 */
final class OidcProvider implements ClientRegistrationRepository {

  /** Stands in the paths {@code /oauth2/authorization/sso} and {@code /login/oauth2/code/sso}. */
  static final String ID = "sso";

  private final OidcConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable ClientRegistration found;

  OidcProvider(OidcConfig config) {
    this.config = config;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    return id.equals(ID) ? registration() : null;
  }

  private ClientRegistration registration() {
    ClientRegistration known = found;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      known = found;
      if (known == null) {
        known =
            ClientRegistrations.fromIssuerLocation(config.issuer())
                .registrationId(ID)
                .clientName("Single sign-on")
                .clientId(config.clientId())
                .clientSecret(config.clientSecret())
                .clientAuthenticationMethod(
                    config.clientSecret().isEmpty()
                        ? ClientAuthenticationMethod.NONE
                        : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile", "email")
                .build();
        found = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
