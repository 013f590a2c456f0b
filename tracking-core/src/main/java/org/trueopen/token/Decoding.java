package org.trueopen.token;

/** The result of reading a token's text, which a stranger may have written. */
public sealed interface Decoding {

  record Decoded(Token token) implements Decoding {}

  record Rejected(Reason reason) implements Decoding {}

  /** Why a text is no token of ours; for counters, never for the answer. */
  enum Reason {
    /** Longer than any token we make. */
    TOO_LONG,
    /** Not base64url, or cut off. */
    MALFORMED,
    /** A layout this version does not know. */
    UNKNOWN_VERSION,
    /** Signed by a key that is not in the ring. */
    UNKNOWN_KEY,
    /** Altered, or signed by somebody else. */
    BAD_SIGNATURE,
    /** A good token at the wrong place: a link's at the pixel, or the reverse. */
    OTHER_KIND
  }
}
