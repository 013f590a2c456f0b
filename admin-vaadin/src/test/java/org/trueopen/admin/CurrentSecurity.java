package org.trueopen.admin;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test's mock user be seen by the application that the test asks. Where a user is looked
 * up is one for the whole JVM, set by the application started last; applications are kept between
 * test classes, so the one that a class gets may be an older one.
 */
public final class CurrentSecurity implements TestExecutionListener, Ordered {

  /** Before Spring Security puts the mock user there, which is at 10,000. */
  @Override
  public int getOrder() {
    return 9_000;
  }

  @Override
  public void beforeTestMethod(TestContext test) {
    test.getApplicationContext()
        .getBeanProvider(SecurityContextHolderStrategy.class)
        .ifUnique(SecurityContextHolder::setContextHolderStrategy);
  }
}
