package org.trueopen.admin.live;

import java.util.function.Function;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Lets a page's question be asked, by whatever thread, with the rights of who looks at the page.
 */
public final class AsUser {

  private AsUser() {}

  /** The question as the user asks it on whose behalf this is called. */
  public static <Q, T> Function<Q, T> ask(Function<Q, T> question) {
    SecurityContext user = SecurityContextHolder.getContext();
    return asked -> {
      SecurityContext before = SecurityContextHolder.getContext();
      SecurityContextHolder.setContext(user);
      try {
        return question.apply(asked);
      } finally {
        SecurityContextHolder.setContext(before);
      }
    };
  }
}
