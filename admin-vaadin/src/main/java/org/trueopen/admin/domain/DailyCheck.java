package org.trueopen.admin.domain;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Looks at every domain each day, and some minutes after a start. */
@Component
class DailyCheck implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(DailyCheck.class);
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final DomainChecks checks;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("daily-dns-check").factory());

  @SuppressWarnings("FutureReturnValueIgnored") // what it throws is logged
  DailyCheck(DomainChecks checks) {
    this.checks = checks;
    timer.scheduleWithFixedDelay(this::run, FIRST.toMinutes(), PAUSE.toMinutes(), TimeUnit.MINUTES);
  }

  /** On nobody's behalf, so with the role that the service asks for. */
  void run() {
    SecurityContext own = SecurityContextHolder.createEmptyContext();
    own.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            DomainChecks.LOST, null, List.of(new SimpleGrantedAuthority("ROLE_ADMIN"))));
    SecurityContextHolder.setContext(own);
    try {
      checks.checkAllAgain();
    } catch (RuntimeException e) {
      LOG.warn("The daily check of domains failed; it is tried again tomorrow", e);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
