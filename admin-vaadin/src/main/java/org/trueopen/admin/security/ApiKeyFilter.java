package org.trueopen.admin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trueopen.admin.api.ApiCaller;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.SettingsView;

/** Takes {@code Authorization: Bearer KEY} and makes its account the one who asks. */
final class ApiKeyFilter extends OncePerRequestFilter {

  static final String ROLE = "API";

  /** Set on a request that came with a key which was good once. */
  static final String REVOKED = ApiKeyFilter.class.getName() + ".revoked";

  private static final String SCHEME = "Bearer ";

  private final SettingsStore settings;
  private final SecurityContextHolderStrategy contexts;

  /**
   * @param contexts where this application's other filters look for who asks
   */
  ApiKeyFilter(SettingsStore settings, SecurityContextHolderStrategy contexts) {
    this.settings = settings;
    this.contexts = contexts;
  }

  /** The authority of a scope. */
  static String authority(ApiKey.Scope scope) {
    return "SCOPE_" + scope.name();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    presentedKey(request.getHeader(HttpHeaders.AUTHORIZATION))
        .ifPresent(key -> authenticate(request, key));
    chain.doFilter(request, response);
  }

  private void authenticate(HttpServletRequest request, String key) {
    Optional<SettingsView.Caller> caller = settings.view().caller(key);
    if (caller.isEmpty()) {
      request.setAttribute(REVOKED, settings.view().isRevoked(key));
      return;
    }
    List<GrantedAuthority> authorities = new ArrayList<>();
    authorities.add(new SimpleGrantedAuthority("ROLE_" + ROLE));
    for (ApiKey.Scope scope : caller.get().scopes()) {
      authorities.add(new SimpleGrantedAuthority(authority(scope)));
    }
    SecurityContext context = contexts.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            new ApiCaller(caller.get().account(), caller.get().keyName()), null, authorities));
    contexts.setContext(context);
  }

  private static Optional<String> presentedKey(@Nullable String header) {
    return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.empty()
        : Optional.of(header.substring(SCHEME.length()).strip());
  }
}
