package org.trueopen.token;

/**
 * The key ring in force. It is replaced as a whole when the file it came from has changed; whoever
 * reads it sees the old ring or the new one, never a mixture. Safe for use by many threads.
 */
public final class SigningKeys {

  private volatile KeyRing ring;

  public SigningKeys(KeyRing ring) {
    this.ring = ring;
  }

  public KeyRing ring() {
    return ring;
  }

  public void replace(KeyRing newer) {
    ring = newer;
  }
}
