package org.trueopen.admin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions that are past their {@link SessionLimits} before a request of theirs is answered.
 */
final class SessionGuard extends OncePerRequestFilter {

  private final SessionLimits limits;
  private final SecurityContextHolderStrategy contexts;

  SessionGuard(SessionLimits limits, SecurityContextHolderStrategy contexts) {
    this.limits = limits;
    this.contexts = contexts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Authentication who = contexts.getContext().getAuthentication();
    if (session != null && who != null && !limits.mayGoOn(session.getCreationTime(), who)) {
      contexts.clearContext();
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
