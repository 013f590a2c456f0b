package org.trueopen.admin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.settings.SettingsView.Caller;

/** Takes {@code Authorization: Bearer KEY} and makes its account the one who asks. */
final class ApiKeyFilter extends OncePerRequestFilter {

  static final String ROLE = "API";
  private static final String SCHEME = "Bearer ";

  private final SettingsStore settings;

  ApiKeyFilter(SettingsStore settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    caller(request.getHeader(HttpHeaders.AUTHORIZATION))
        .ifPresent(
            caller -> {
              SecurityContext context = SecurityContextHolder.createEmptyContext();
              context.setAuthentication(
                  UsernamePasswordAuthenticationToken.authenticated(
                      caller.account(), null, AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
              SecurityContextHolder.setContext(context);
            });
    chain.doFilter(request, response);
  }

  private Optional<Caller> caller(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return settings.view().caller(header.substring(SCHEME.length()).strip());
  }
}
