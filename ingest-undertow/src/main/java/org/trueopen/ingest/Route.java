package org.trueopen.ingest;

import java.util.Set;
import org.trueopen.instrument.TrackingUrls;

/** What the process answers; {@code openapi.yaml} describes the same, which a test checks. */
enum Route {
  OPEN(TrackingUrls.OPEN_PREFIX + "{token}" + TrackingUrls.OPEN_SUFFIX, "GET HEAD"),
  CLICK(TrackingUrls.CLICK_PREFIX + "{token}", "GET HEAD"),
  IMAGE(TrackingUrls.IMAGE_PREFIX + "{token}/{name}", "GET HEAD"),
  OPT_OUT(TrackingUrls.OPT_OUT_PREFIX + "{token}", "GET HEAD POST"),
  MESSAGES("/v1/messages", "POST"),
  STATUS("/v1/deliveries/{id}/status", "POST"),
  STATUSES("/v1/statuses", "POST"),
  OPENAPI("/openapi.yaml", "GET HEAD"),
  LIVE("/health/live", "GET HEAD"),
  READY("/health/ready", "GET HEAD"),
  MAIL("/health/mail", "GET HEAD");

  private final String path;
  private final String methods;

  Route(String path, String methods) {
    this.path = path;
    this.methods = methods;
  }

  /** With its variables in braces. */
  String path() {
    return path;
  }

  Set<String> methods() {
    return Set.of(methods.split(" ", -1));
  }

  /** Whether everything that begins with {@link #prefix} goes here. */
  boolean hasVariables() {
    return path.contains("{");
  }

  /** What stands before the first variable. */
  String prefix() {
    return hasVariables() ? path.substring(0, path.indexOf('{')) : path;
  }
}
