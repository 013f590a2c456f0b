package org.trueopen.ingest.hit;

import org.jspecify.annotations.Nullable;

/** A request with a good token, whoever has read it off its connection. */
interface HitRequest {

  String method();

  /** The client's address as text. */
  String address();

  /** The value of a header, the first where there are several; null if it has none. */
  @Nullable String first(RequestHeader header);

  /** Whether any of a header's values is this one. */
  boolean says(RequestHeader header, String value);
}
