package org.trueopen.admin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.trueopen.admin.settings.Users;

/**
 * Ends sessions: of users who were disabled or changed since they logged in, at once, and of
 * everybody half a day after they did, even where a page left open keeps the session going.
 */
final class SessionGuard extends OncePerRequestFilter {

  /** OWASP's advice for an absolute bound is 4 to 8 hours of work; this covers a long day. */
  static final Duration LONGEST = Duration.ofHours(12);

  private final Users users;
  private final SecurityContextHolderStrategy contexts;
  private final Clock clock;

  SessionGuard(Users users, SecurityContextHolderStrategy contexts, Clock clock) {
    this.users = users;
    this.contexts = contexts;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Authentication who = contexts.getContext().getAuthentication();
    if (session != null && who != null && !mayGoOn(session, who)) {
      contexts.clearContext();
      session.invalidate();
    }
    chain.doFilter(request, response);
  }

  private boolean mayGoOn(HttpSession session, Authentication who) {
    Instant end = Instant.ofEpochMilli(session.getCreationTime()).plus(LONGEST);
    return clock.instant().isBefore(end)
        && (!(who.getPrincipal() instanceof LocalUser local)
            || users.find(local.getUsername()).filter(local::isStill).isPresent());
  }
}
