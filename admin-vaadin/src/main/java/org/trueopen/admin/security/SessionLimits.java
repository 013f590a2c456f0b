package org.trueopen.admin.security;

import com.vaadin.flow.server.WrappedSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.trueopen.admin.settings.Users;

/**
 * How long sessions may go on: of users who were disabled or changed since they logged in, no
 * longer, and of everybody until half a day after they came to the login page, even where a page
 * left open keeps the session going.
 */
@Component
public final class SessionLimits {

  /** OWASP's advice for an absolute bound is 4 to 8 hours of work; this covers a long day. */
  static final Duration LONGEST = Duration.ofHours(12);

  private final Users users;
  private final Clock clock;

  SessionLimits(Users users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  /** Whether pages of the session may go on being shown; to be asked from any thread. */
  public boolean mayGoOn(WrappedSession session) {
    Object context =
        session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    Authentication who =
        context instanceof SecurityContext known ? known.getAuthentication() : null;
    return mayGoOn(session.getCreationTime(), who);
  }

  /**
   * Whether a session may go on.
   *
   * @param createdAtMillis when it began, as servlets say it
   * @param who whose it is; null if nobody has logged in
   */
  boolean mayGoOn(long createdAtMillis, @Nullable Authentication who) {
    Instant end = Instant.ofEpochMilli(createdAtMillis).plus(LONGEST);
    return clock.instant().isBefore(end)
        && (who == null
            || !(who.getPrincipal() instanceof LocalUser local)
            || users.find(local.getUsername()).filter(local::isStill).isPresent());
  }
}
