package org.trueopen.log;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes every {@link Awaitility#await()} wait for up to a minute in place of ten seconds. A busy
 * machine may hold up any thread for seconds, and a test that passes waits no longer for it. Found
 * by JUnit in every module that has these tests on its class path.
 */
public final class PatientAwaits implements BeforeAllCallback {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(PATIENCE);
  }
}
