package org.trueopen.ingest.hit;

/** What was asked for. */
enum RequestKind {
  /** A pixel. */
  OPEN,
  /** A visible image of the sender's. */
  IMAGE,
  /** A link. */
  CLICK
}
