package org.trueopen.admin;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * For a test with an application of its own: each application puts itself in the one place where
 * Spring Security looks for who is logged in. Puts back who was there, for the tests that follow in
 * the application that others share.
 */
public final class OwnContext implements BeforeAllCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(OwnContext.class);

  @Override
  public void beforeAll(ExtensionContext test) {
    test.getStore(OURS).put("before", SecurityContextHolder.getContextHolderStrategy());
  }

  @Override
  public void afterAll(ExtensionContext test) {
    SecurityContextHolderStrategy before =
        test.getStore(OURS).get("before", SecurityContextHolderStrategy.class);
    if (before != null) {
      SecurityContextHolder.setContextHolderStrategy(before);
    }
  }
}
